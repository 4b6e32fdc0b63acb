import { randomUUID } from 'node:crypto';
import type { UnderstandingRequest } from '../contract/transcript-request.ts';
import { type Handler, ok, Refusal } from '../http.ts';
import type { Service } from '../service.ts';
import { instanceOf } from './json-answer.ts';
import { answerTo, limited, MARK, opening, quoteFor, sentencesIn, tokensIn } from './quoting.ts';
import { understand } from './understanding.ts';

interface ChatRequest {
  readonly model: string;
  readonly prompt?: string;
  readonly messages?: readonly {
    readonly role: string;
    readonly content: string | readonly { readonly text: string }[];
  }[];
  readonly max_tokens?: number;
  readonly stream?: boolean;
  readonly response_format?: { readonly json_schema: { readonly schema?: unknown } };
}

const DEFAULT_MAX_TOKENS = 1000;

/** `POST /v1/chat/completions`. Answers with quotations from the request, in the form that it asks for. */
export const chat =
  ({ contract }: Service): Handler =>
  async (call) => {
    const body = await call.json();
    refuseInvalid(contract.schema('gateway', 'LLMGatewayRequest', body));
    const { prompt, messages = [], ...request } = body as ChatRequest;
    if (request.stream === true) refuseInvalid(['The stand-in API does not stream chat answers.']);
    const asked =
      prompt ??
      messages
        .filter(({ role }) => role !== 'system')
        .map(contentOf)
        .join('\n');
    if (asked.trim() === '') refuseInvalid(['messages or prompt is required']);

    const said = limited(
      reply(asked, request.response_format?.json_schema.schema),
      request.max_tokens ?? DEFAULT_MAX_TOKENS,
    );
    const input = tokensIn(prompt ?? messages.map(contentOf).join('\n'));
    const output = tokensIn(said.text);
    return ok({
      request_id: randomUUID(),
      choices: [{ message: { role: 'assistant', content: said.text }, finish_reason: said.cut ? 'length' : 'stop' }],
      request,
      usage: { input_tokens: input, output_tokens: output, total_tokens: input + output },
      http_status_code: 200,
      response_time: 0,
      llm_status_code: 200,
      answered_by: 'stand-in: quoted, no language model',
    });
  };

/** The gateway's message says only that the body is invalid; why is in `metadata`. Recorded from the live service. */
function refuseInvalid(complaints: readonly string[]): void {
  if (complaints.length === 0) return;
  const message = 'invalid request body';
  throw new Refusal(400, message, {}, { error: { code: 400, message, metadata: { errors: complaints } } });
}

const contentOf = ({ content }: NonNullable<ChatRequest['messages']>[number]): string =>
  typeof content === 'string' ? content : content.map(({ text }) => text).join('\n');

/** A numbered line of the request, and the options that the line below it gives. */
const QUESTION = /^\s*\d+\.\s+(.+)((?:\n(?!\s*\d+\.\s).+)*)/gm;

function reply(asked: string, schema: unknown): string {
  const tagged = /<transcript>([\s\S]*)<\/transcript>/.exec(asked);
  const text = (tagged?.[1] ?? asked).trim();
  const instruction = tagged === null ? asked : asked.replace(tagged[0], '').trim();
  if (schema !== undefined) return JSON.stringify(instanceOf(schema, sentencesIn(text)));
  if (/\bJSON array\b/i.test(instruction)) {
    const questions = [...instruction.matchAll(QUESTION)];
    return JSON.stringify(questions.map(([, question = '', rest = '']) => answerTo(question, optionsIn(rest), text)));
  }
  const options = optionsIn(instruction);
  if (options.length > 0) return answerTo(instruction, options, text);
  const quote = tagged === null ? opening(text) : (quoteFor(instruction, text) ?? opening(text));
  return `${MARK} ${quote}`;
}

function optionsIn(text: string): string[] {
  const line = /exactly one of:(.*)/i.exec(text)?.[1] ?? '';
  return [...line.matchAll(/"(?:[^"\\]|\\.)*"/g)].map(([quoted]) => JSON.parse(quoted) as string);
}

/** `GET /v1/models`. */
export const models = (): ReturnType<Handler> =>
  ok({ object: 'list', data: [{ id: 'stand-in', object: 'model', owned_by: 'stand-in: quotes, no language model' }] });

/** `POST /v1/understanding`. */
export const understanding =
  ({ contract, transcripts }: Service): Handler =>
  async (call) => {
    const body = await call.json();
    refuseInvalid(contract.schema('gateway', 'UnderstandingRequest', body));
    const { transcript_id, speech_understanding } = body as {
      transcript_id: string;
      speech_understanding: { request: UnderstandingRequest };
    };
    const { words, utterances, fields } = transcripts.completed(transcript_id, call.key).result;
    const { response, ...understood } = understand(speech_understanding.request, {
      text: String(fields['text']),
      words,
      utterances,
    });
    return ok({
      ...understood,
      utterances: understood.utterances ?? [],
      speech_understanding: { ...speech_understanding, response },
    });
  };
