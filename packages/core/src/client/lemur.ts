import { BadInputError, isAssemblyAIError, NotFoundError } from '../errors.ts';
import { withExtra } from '../extra.ts';
import type { LemurBackend, LemurPurgeResponse, LemurQuestionAnswerResponse, LemurTextResponse } from '../model.ts';
import { pathId } from './ids.ts';
import { actionItemsPrompt } from './lemur-prompts.ts';
import { createLemurOverGateway } from './lemur-over-gateway.ts';
import { withText } from './shapes.ts';
import type { Extra } from '../params/index.ts';
import type { Transport } from './transport.ts';
import type { CallOptions, Client, LemurBase, LemurOptions, LemurQuestionAnswer, LemurTask } from './types.ts';

/** Timeout in milliseconds. Language models respond slowly. */
const TIMEOUT_MS = 180_000;

/** LeMUR as documented, or the same requests over the LLM Gateway. Contract: `rest.md` section 11. */
export function createLemur(
  transport: Transport,
  client: Pick<Client, 'transcripts' | 'llm'>,
  standard: LemurBackend = 'lemur',
): Client['lemur'] {
  const gateway = createLemurOverGateway(client);

  const generate = <T>(kind: string, params: LemurBase & Extra, options: LemurOptions): Promise<T> =>
    transport
      .json<T>(
        {
          operation: `lemur.${kind}`,
          method: 'POST',
          path: `/lemur/v3/generate/${kind}`,
          json: withExtra(params),
          repeat: 'unless-landed',
          timeoutMs: TIMEOUT_MS,
        },
        options,
        (body) => (kind === 'question-answer' ? withAnswers(body) : withText('response')(body)),
      )
      .catch(explainGone);

  const request = async <T>(id: string, method: 'GET' | 'DELETE', name: string, options?: CallOptions): Promise<T> =>
    transport.json<T>(
      {
        operation: `lemur.${name}`,
        method,
        path: `/lemur/v3/${pathId(id, 'request_id')}`,
        repeat: 'freely',
      },
      options,
    );

  const overGateway = ({ backend = standard }: LemurOptions): boolean => {
    if (backend === 'llm-gateway') return true;
    if (backend === 'lemur') return false;
    throw new BadInputError('Backend must be "lemur" or "llm-gateway".', { field: 'backend' });
  };

  return {
    async task(params, options = {}) {
      checkSource(params);
      if (isBlank(params.prompt)) throw new BadInputError('Prompt is missing.', { field: 'prompt' });
      return overGateway(options)
        ? gateway.task(params, options)
        : generate<LemurTextResponse>('task', params, options);
    },
    async summary(params, options = {}) {
      checkSource(params);
      return overGateway(options)
        ? gateway.summary(params, options)
        : generate<LemurTextResponse>('summary', params, options);
    },
    async questionAnswer(params, options = {}) {
      checkSource(params);
      checkQuestions(params);
      return overGateway(options)
        ? gateway.questionAnswer(params, options)
        : generate<LemurQuestionAnswerResponse>('question-answer', params, options);
    },
    async actionItems(params, options = {}) {
      checkSource(params);
      if (overGateway(options)) return gateway.actionItems(params, options);
      // The documentation mentions action items, but no endpoint for them. It shows a task that returns them.
      const { answer_format, context, ...base } = params;
      const task: LemurTask = { ...base, prompt: actionItemsPrompt(answer_format, context) };
      return generate<LemurTextResponse>('task', task, options);
    },
    retrieve: async (id, options) => request<LemurTextResponse>(id, 'GET', 'retrieve', options),
    purge: (id, options) =>
      request<LemurPurgeResponse>(id, 'DELETE', 'purge', options).catch((thrown: unknown) => {
        // A 404 at a later attempt means that an earlier one purged it, although its response was lost.
        if (!isAssemblyAIError(thrown) || thrown.code !== 'not_found' || thrown.attempts === 1) throw thrown;
        return { request_id: id, request_id_to_purge: id, deleted: true };
      }),
  };
}

/** Contract: either transcripts or text, `rest.md` 11.1 and `rest-supplement.md` section 5. */
function checkSource({ transcript_ids, input_text }: LemurBase): void {
  const hasTranscripts = transcript_ids !== undefined && transcript_ids.length > 0;
  if (hasTranscripts === !isBlank(input_text)) {
    throw new BadInputError(
      hasTranscripts ? 'Enter either Transcript IDs or Input Text, not both.' : 'Enter Transcript IDs or Input Text.',
      { field: hasTranscripts ? 'input_text' : 'transcript_ids' },
    );
  }
}

function checkQuestions({ questions }: LemurQuestionAnswer): void {
  const refuse = (message: string): BadInputError => new BadInputError(message, { field: 'questions' });
  if (questions.length === 0) throw refuse('Enter at least one question.');
  questions.forEach(({ question, answer_format, answer_options }, at) => {
    if (isBlank(question)) throw refuse(`Question ${at + 1} is empty.`);
    if (!isBlank(answer_format) && answer_options !== undefined && answer_options.length > 0) {
      throw refuse(`Question ${at + 1} has both an answer format and answer options. Remove one of them.`);
    }
  });
}

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === '';

const withAnswers = (body: unknown): string | undefined =>
  Array.isArray((body as { response?: unknown } | null)?.response) ? undefined : 'The response has no list of answers.';

/** The API returns 404 for every LeMUR request. Source: `newer.md` 3. */
function explainGone(thrown: unknown): never {
  if (isAssemblyAIError(thrown) && thrown.status === 404) {
    throw new NotFoundError(
      'LeMUR has been shut down. Use the LLM Gateway, which accepts the same inputs: set backend to "llm-gateway".',
      {
        status: 404,
        cause: thrown,
        field: 'backend',
        requestId: thrown.requestId,
        attempts: thrown.attempts,
        operation: thrown.operation,
      },
    );
  }
  throw thrown;
}
