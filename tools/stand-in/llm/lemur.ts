import { randomUUID } from 'node:crypto';
import { type Answer, type Call, type Handler, ok, Refusal } from '../http.ts';
import type { Service } from '../service.ts';
import type { LemurAnswer, RateLimit } from './lemur-desk.ts';
import { actionItemsIn, answerTo, limited, MARK, opening, tokensIn } from './quoting.ts';

interface LemurRequest {
  readonly transcript_ids?: readonly string[];
  readonly input_text?: string;
  readonly context?: unknown;
  readonly max_output_size?: number;
  readonly prompt?: string;
  readonly answer_format?: string;
  readonly questions?: readonly LemurQuestion[];
}

interface LemurQuestion {
  readonly question: string;
  readonly answer_format?: string;
  readonly answer_options?: readonly string[];
}

/** What can be generated. The path of action items is in older descriptions only. Contract: `systems.md` S26. */
export type LemurTask = 'task' | 'summary' | 'question-answer' | 'action-items';

const SCHEMAS: Readonly<Record<LemurTask, string>> = {
  task: 'LemurTaskParams',
  summary: 'LemurSummaryParams',
  'question-answer': 'LemurQuestionAnswerParams',
  'action-items': 'LemurActionItemsParams',
};

/** `POST /lemur/v3/generate/...`. The answers quote the text that they are about. Contract: `rest.md` section 11. */
export const generate =
  (service: Service, task: LemurTask): Handler =>
  async (call) => {
    refuseWhereGone(service);
    const limit = service.lemur.count(call.key);
    const headers = rateLimitHeaders(limit, service.settings.rateLimits);
    if (service.settings.rateLimits && limit.remaining < 0) {
      throw new Refusal(429, 'Too Many Requests', { ...headers, 'retry-after': String(limit.resetSeconds) });
    }
    try {
      const request = await checkedRequest(service, task, call);
      return ok(service.lemur.keep(call.key, answer(task, request, textOf(service, call.key, request))), headers);
    } catch (error) {
      throw error instanceof Refusal ? new Refusal(error.status, error.message, headers) : error;
    }
  };

async function checkedRequest({ contract }: Service, task: LemurTask, call: Call): Promise<LemurRequest> {
  const body = await call.json();
  const complaint = contract.schema('rest', SCHEMAS[task], body)[0];
  if (complaint !== undefined) throw new Refusal(400, complaint);
  const request = body as LemurRequest;
  const hasIds = (request.transcript_ids ?? []).length > 0;
  const hasText = (request.input_text ?? '') !== '';
  if (hasIds && hasText) throw new Refusal(400, 'Either transcript_ids or input_text can be given, not both');
  if (!hasIds && !hasText) throw new Refusal(400, 'transcript_ids or input_text is required');
  for (const { answer_format, answer_options } of request.questions ?? []) {
    if (answer_format !== undefined && answer_options !== undefined) {
      throw new Refusal(400, 'A question can have answer_format or answer_options, not both');
    }
  }
  return request;
}

const textOf = ({ transcripts }: Service, key: string, { transcript_ids, input_text }: LemurRequest): string =>
  input_text !== undefined && input_text !== ''
    ? input_text
    : (transcript_ids ?? []).map((id) => String(transcripts.completed(id, key).result.fields['text'])).join('\n');

function answer(task: LemurTask, request: LemurRequest, text: string): Omit<LemurAnswer, 'request_id'> {
  const asked = JSON.stringify(request);
  const response = responseTo(task, request, text);
  const said = typeof response === 'string' ? response : JSON.stringify(response);
  return {
    response,
    usage: { input_tokens: tokensIn(asked) + tokensIn(text), output_tokens: tokensIn(said) },
  };
}

function responseTo(task: LemurTask, request: LemurRequest, text: string): LemurAnswer['response'] {
  const { prompt = '', answer_format, questions = [], max_output_size } = request;
  switch (task) {
    case 'task':
      return limited(`${MARK} Asked: "${prompt}" The text begins: ${opening(text)}`, max_output_size).text;
    case 'summary': {
      const format = answer_format === undefined ? '' : ` (${answer_format})`;
      return limited(`${MARK}${format} ${opening(text, 3)}`, max_output_size).text;
    }
    case 'action-items': {
      const format = answer_format === undefined ? '' : ` (${answer_format})`;
      const items = actionItemsIn(text).map((item) => `- ${item}`);
      return limited([`${MARK}${format}`, ...items].join('\n'), max_output_size).text;
    }
    case 'question-answer':
      return questions.map(({ question, answer_options = [] }) => ({
        question,
        answer: answerTo(question, answer_options, text),
      }));
  }
}

function rateLimitHeaders({ limit, remaining, resetSeconds }: RateLimit, enforced: boolean): Record<string, string> {
  return {
    'x-ratelimit-limit': String(limit),
    // Never zero while nothing is enforced: a client may hold back then.
    'x-ratelimit-remaining': String(Math.max(enforced ? 0 : 1, remaining)),
    'x-ratelimit-reset': String(resetSeconds),
  };
}

/** `GET /lemur/v3/:request_id`. */
export const retrieve =
  (service: Service): Handler =>
  ({ key, at }): Answer => {
    refuseWhereGone(service);
    const kept = service.lemur.find(key, at['request_id']!);
    if (kept === undefined) throw new Refusal(404, 'Not found');
    return ok(kept);
  };

/** `DELETE /lemur/v3/:request_id`. */
export const purge =
  (service: Service): Handler =>
  ({ key, at }): Answer => {
    refuseWhereGone(service);
    const id = at['request_id']!;
    if (!service.lemur.purge(key, id)) throw new Refusal(404, 'Not found');
    return ok({ request_id: randomUUID(), request_id_to_purge: id, deleted: true });
  };

function refuseWhereGone({ settings }: Service): void {
  if (settings.lemur === 'gone') throw new Refusal(404, 'Not found');
}
