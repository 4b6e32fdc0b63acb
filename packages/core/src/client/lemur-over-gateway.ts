import { ProtocolError } from '../errors.ts';
import type {
  ChatResponse,
  Json,
  LemurAnswer,
  LemurQuestionAnswerResponse,
  LemurTextResponse,
  LemurUsage,
  Transcript,
} from '../model.ts';
import {
  actionItemsPrompt,
  pickOption,
  questionPrompt,
  questionsPrompt,
  readAnswers,
  summaryPrompt,
  taskPrompt,
} from './lemur-prompts.ts';
import type { Extra } from '../params/index.ts';
import type {
  CallOptions,
  Client,
  LemurActionItems,
  LemurBase,
  LemurQuestionAnswer,
  LemurSummary,
  LemurTask,
} from './types.ts';
import { finished } from './wait.ts';

/**
 * The model that answers when none is named: the gateway needs one, and no source names a default. Ours: the model in the
 * examples of the API description; the quickstart uses a later one. Source: `llm-gateway.md` section 5.
 */
export const DEFAULT_GATEWAY_MODEL = 'claude-sonnet-4-5-20250929';

interface LemurOverGateway {
  task(params: LemurTask, options: CallOptions): Promise<LemurTextResponse>;
  summary(params: LemurSummary, options: CallOptions): Promise<LemurTextResponse>;
  questionAnswer(params: LemurQuestionAnswer, options: CallOptions): Promise<LemurQuestionAnswerResponse>;
  actionItems(params: LemurActionItems, options: CallOptions): Promise<LemurTextResponse>;
}

/** LeMUR's requests, answered by the LLM Gateway with LeMUR's shape of answer. */
export function createLemurOverGateway(client: Pick<Client, 'transcripts' | 'llm'>): LemurOverGateway {
  const ask = async (
    params: LemurBase & Extra,
    source: string,
    instruction: string,
    options: CallOptions,
  ): Promise<Said> =>
    said(
      await client.llm.chat(
        {
          model: modelOf(params.final_model),
          messages: [{ role: 'user', content: `${source}\n\n${instruction}` }],
          ...(params.max_output_size !== undefined && { max_tokens: params.max_output_size }),
          ...(params.temperature !== undefined && { temperature: params.temperature }),
          extra: params.extra,
        },
        options,
      ),
    );

  const answer = async (
    params: LemurBase & Extra,
    instruction: (context: Json | undefined) => string,
    options: CallOptions,
  ): Promise<LemurTextResponse> => {
    const source = await sourceOf(client, params, options);
    const { request_id, text, usage } = await ask(params, source, instruction(params.context), options);
    return { request_id, response: text, usage };
  };

  return {
    task: (params, options) => answer(params, (context) => taskPrompt(params.prompt, context), options),
    summary: (params, options) => answer(params, (context) => summaryPrompt(params.answer_format, context), options),
    actionItems: (params, options) =>
      answer(params, (context) => actionItemsPrompt(params.answer_format, context), options),

    async questionAnswer(params, options) {
      const { questions, context } = params;
      const source = await sourceOf(client, params, options);
      const first = await ask(params, source, questionsPrompt(questions, context), options);
      const together = readAnswers(first.text, questions.length);
      if (together !== undefined) {
        const { request_id, usage } = first;
        return { request_id, response: pair(together), usage };
      }
      // A model that does not keep to the format is asked question by question instead.
      const alone: Said[] = [];
      for (const question of questions)
        alone.push(await ask(params, source, questionPrompt(question, context), options));
      return {
        request_id: alone.at(-1)?.request_id ?? first.request_id,
        response: pair(alone.map(({ text }) => text)),
        usage: [first, ...alone].map(({ usage }) => usage).reduce(plus),
      };

      function pair(answers: readonly string[]): LemurAnswer[] {
        return questions.map(({ question, answer_options }, at) => ({
          question,
          answer: pickOption(answers[at] ?? '', answer_options),
        }));
      }
    },
  };
}

/**
 * The gateway's model for each model documented for LeMUR: the newest of the same family, and Sonnet for Haiku, which the
 * gateway's documentation does not name. Sources: `rest.md` section 11.5, `llm-gateway.md` section 5.
 */
const SUCCESSORS: Readonly<Record<string, string>> = {
  'anthropic/claude-sonnet-4-20250514': 'claude-sonnet-4-6',
  'anthropic/claude-opus-4-20250514': 'claude-opus-4-6',
  'anthropic/claude-3-7-sonnet-20250219': 'claude-sonnet-4-6',
  'anthropic/claude-3-5-sonnet': 'claude-sonnet-4-6',
  'anthropic/claude-3-5-haiku-20241022': 'claude-sonnet-4-6',
  'anthropic/claude-3-opus': 'claude-opus-4-6',
  'anthropic/claude-3-haiku': 'claude-sonnet-4-6',
  'anthropic/claude-3-sonnet': 'claude-sonnet-4-6',
};

/** LeMUR names models as `vendor/model`, the gateway by the model alone. */
function modelOf(model: string | undefined): string {
  if (model === undefined || model === '' || model === 'default') return DEFAULT_GATEWAY_MODEL;
  return Object.hasOwn(SUCCESSORS, model) ? SUCCESSORS[model]! : model.replace(/^[a-z]+\//, '');
}

/** What the request is about: the given text, or every transcript with its speakers. */
async function sourceOf(
  client: Pick<Client, 'transcripts'>,
  { input_text, transcript_ids = [] }: LemurBase,
  options: CallOptions,
): Promise<string> {
  if (transcript_ids.length === 0) return tagged(input_text ?? '');
  const texts: string[] = [];
  for (const id of transcript_ids) {
    texts.push(sourceText(finished(await client.transcripts.get(id, options))));
  }
  return texts.join('\n\n');
}

/** What the model reads of a transcript. */
export function sourceText({ utterances, text }: Transcript): string {
  const spoken = (utterances ?? []).map(({ speaker, text: words }) => `Speaker ${speaker}: ${words}`).join('\n');
  return tagged(spoken !== '' ? spoken : (text ?? ''));
}

const tagged = (text: string): string => `<transcript>\n${text}\n</transcript>`;

interface Said {
  readonly request_id: string;
  readonly text: string;
  readonly usage: LemurUsage;
}

function said({ request_id, choices, usage }: ChatResponse): Said {
  const text = choices[0]?.message.content;
  if (typeof text !== 'string') throw new ProtocolError('The language model gave no answer.', { retryable: true });
  return {
    request_id: request_id ?? '',
    text: text.trim(),
    usage: { input_tokens: usage?.input_tokens ?? 0, output_tokens: usage?.output_tokens ?? 0 },
  };
}

const plus = (a: LemurUsage, b: LemurUsage): LemurUsage => ({
  input_tokens: a.input_tokens + b.input_tokens,
  output_tokens: a.output_tokens + b.output_tokens,
});
