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
 * The default model. The gateway requires a model, and no source names a default. This is the model of the examples in
 * the API description; the quickstart uses a later one. Source: `llm-gateway.md` section 5.
 */
export const DEFAULT_GATEWAY_MODEL = 'claude-sonnet-4-5-20250929';

interface LemurOverGateway {
  task(params: LemurTask, options: CallOptions): Promise<LemurTextResponse>;
  summary(params: LemurSummary, options: CallOptions): Promise<LemurTextResponse>;
  questionAnswer(params: LemurQuestionAnswer, options: CallOptions): Promise<LemurQuestionAnswerResponse>;
  actionItems(params: LemurActionItems, options: CallOptions): Promise<LemurTextResponse>;
}

/** Sends LeMUR's requests to the LLM Gateway, and returns responses in LeMUR's shape. */
export function createLemurOverGateway(client: Pick<Client, 'transcripts' | 'llm'>): LemurOverGateway {
  const ask = async (
    params: LemurBase & Extra,
    source: string,
    instruction: string,
    options: CallOptions,
  ): Promise<Completion> =>
    completionOf(
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
      const answers = readAnswers(first.text, questions.length);
      if (answers !== undefined) {
        const { request_id, usage } = first;
        return { request_id, response: pair(answers), usage };
      }
      // A model that ignored the format gets each question separately.
      const single: Completion[] = [];
      for (const question of questions)
        single.push(await ask(params, source, questionPrompt(question, context), options));
      return {
        request_id: single.at(-1)?.request_id ?? first.request_id,
        response: pair(single.map(({ text }) => text)),
        usage: [first, ...single].map(({ usage }) => usage).reduce(plus),
      };

      function pair(texts: readonly string[]): LemurAnswer[] {
        return questions.map(({ question, answer_options }, at) => ({
          question,
          answer: pickOption(texts[at] ?? '', answer_options),
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

/** LeMUR names models `vendor/model`. The gateway uses the model name alone. */
function modelOf(model: string | undefined): string {
  if (model === undefined || model === '' || model === 'default') return DEFAULT_GATEWAY_MODEL;
  return Object.hasOwn(SUCCESSORS, model) ? SUCCESSORS[model]! : model.replace(/^[a-z]+\//, '');
}

/** The text that the request is about: the given text, or each transcript with its speakers. */
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

/** The text of a transcript that the model receives. */
export function sourceText({ utterances, text }: Transcript): string {
  const spoken = (utterances ?? []).map(({ speaker, text: words }) => `Speaker ${speaker}: ${words}`).join('\n');
  return tagged(spoken !== '' ? spoken : (text ?? ''));
}

const tagged = (text: string): string => `<transcript>\n${text}\n</transcript>`;

interface Completion {
  readonly request_id: string;
  readonly text: string;
  readonly usage: LemurUsage;
}

function completionOf({ request_id, choices, usage }: ChatResponse): Completion {
  const text = choices[0]?.message.content;
  if (typeof text !== 'string') throw new ProtocolError('The language model returned no answer.', { retryable: true });
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
