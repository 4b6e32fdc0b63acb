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
  ok({
    data: [
      {
        id: 'stand-in',
        name: 'Stand-in',
        description: 'Quotes; there is no language model.',
        creator: 'stand-in',
        context_length: 128_000,
        supported_parameters: ['max_tokens', 'temperature', 'response_format'],
        default_parameters: { temperature: null, top_p: null, frequency_penalty: null },
        top_provider: { is_moderated: false, context_length: 128_000, max_completion_tokens: 4096 },
        pricing: { global: { prompt: 0, completions: 0 } },
        retirement_date: 0,
        available_regions: ['us', 'eu'],
        providers: ['stand-in'],
        default_provider: 'stand-in',
      },
    ],
  });

/** `POST /v1/understanding/validate`. Runs nothing. */
export const validate =
  ({ contract, transcripts }: Service): Handler =>
  async (call) => {
    checkedRequest(contract, transcripts, await call.json(), call.key);
    return ok({});
  };

/** `POST /v1/understanding`. */
export const understanding =
  ({ contract, transcripts }: Service): Handler =>
  async (call) => {
    const { speech_understanding, transcript } = checkedRequest(contract, transcripts, await call.json(), call.key);
    const { words, utterances, fields } = transcript.result;
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

/** @throws Refusal for a body that the description does not allow, or an unknown or unfinished transcript. */
function checkedRequest(
  contract: Service['contract'],
  transcripts: Service['transcripts'],
  body: unknown,
  key: string,
): {
  readonly speech_understanding: { readonly request: UnderstandingRequest };
  readonly transcript: ReturnType<Service['transcripts']['completed']>;
} {
  const complaint = contract.schema('gateway', 'UnderstandingRequest', body)[0];
  if (complaint !== undefined) throw new Refusal(400, complaint);
  const { transcript_id, speech_understanding } = body as {
    readonly transcript_id: string;
    readonly speech_understanding: { readonly request: UnderstandingRequest };
  };
  return { speech_understanding, transcript: transcripts.completed(transcript_id, key) };
}
