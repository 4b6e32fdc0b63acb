import {
  type AnyEntry,
  type AnyInput,
  ENTRIES,
  exampleInput,
  exampleOf,
  isAssemblyAIError,
  KNOWN,
  perform,
} from '@aai-connectors/core';
import { type Fault, listFaults } from '@aai-connectors/stand-in';
import type { Stage } from './stage.ts';

/** How one operation came through one fault. */
export interface Outcome {
  /** `ok`, an error code of the documentation, or what must never be. */
  readonly end: string;
  /** Requests it took. */
  readonly requests: number;
  /** Jobs that exist at the vendor and that neither the result nor the error names. */
  readonly lost: number;
  /** Whether the error tells how to find a job whose id nobody could know. */
  readonly toldWhereToLook: boolean;
}

export interface Row {
  readonly entry: AnyEntry;
  readonly fault: Fault;
  /** The fault strikes the first request only. */
  readonly once: Outcome;
  /** It strikes every request. */
  readonly always: Outcome;
}

/** Milliseconds of the stand-in's time that a job is waited for. */
const DEADLINE_MS = 300_000;

/** Real milliseconds after which an operation counts as hanging. */
const HANGING_MS = 20_000;

/** Faults that the matrix leaves out, each with the reason. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  redirect: 'until the client refuses redirects',
  drip: 'until the client bounds the time of an answer',
  endless: 'until the client bounds the size of an answer',
  bomb: 'until the client bounds the size of an answer',
};

export const answerFaults = (): readonly Fault[] =>
  listFaults().filter(({ name, strikes }) => strikes === 'answer' && !Object.hasOwn(LEFT_OUT, name));

export async function runMatrix(stage: Stage, entries: readonly AnyEntry[] = ENTRIES): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const entry of entries) {
    for (const fault of answerFaults()) {
      rows.push({
        entry,
        fault,
        once: await attempt(stage, entry, fault.name, 1),
        always: await attempt(stage, entry, fault.name, Number.POSITIVE_INFINITY),
      });
    }
  }
  return rows;
}

async function attempt(stage: Stage, entry: AnyEntry, fault: string, times: number): Promise<Outcome> {
  const answers = await answersFor(entry, stage);
  const before = new Set(await jobs(stage));
  const { client, requests } = stage.client(fault, times);
  let known = '';
  let end: string;
  let toldWhereToLook = false;
  try {
    const result = await inTime(perform(entry, answers, { client, deadlineMs: DEADLINE_MS }));
    known = JSON.stringify(result) ?? '';
    end = 'ok';
  } catch (error) {
    if (isAssemblyAIError(error)) {
      end = error.code;
      known = JSON.stringify(error);
      toldWhereToLook = /list of transcripts/.test(error.hint ?? '');
    } else {
      end = `CRASH: ${String(error)}`;
    }
  }
  const made = (await jobs(stage)).filter((id) => !before.has(id));
  return { end, requests: requests(), lost: made.filter((id) => !known.includes(id)).length, toldWhereToLook };
}

/** The entry's example, with what it needs at the service. What is deleted is made for it alone. */
async function answersFor(entry: AnyEntry, stage: Stage): Promise<AnyInput> {
  const input = JSON.stringify(exampleOf(entry).input);
  const isLost = entry.effect === 'delete' && input.includes(KNOWN.transcriptId);
  return exampleInput(entry, {
    transcriptId: isLost ? await stage.expendable() : stage.finishedId,
    ...(input.includes(KNOWN.lemurRequestId) && { lemurRequestId: await stage.lemurRequest() }),
  });
}

async function jobs(stage: Stage): Promise<string[]> {
  const ids: string[] = [];
  const { client } = stage.client();
  for await (const { id } of client.transcripts.listAll({ limit: 200 })) ids.push(id);
  return ids;
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Error('HANG')), HANGING_MS)));
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What is wrong with an outcome, if anything is. */
export function complaint({ entry, fault, once, always }: Row): string | undefined {
  for (const [when, { end, lost, toldWhereToLook }] of Object.entries({ once, always })) {
    const where = `${entry.id} × ${fault.name}, ${when}`;
    if (end.startsWith('CRASH')) return `${where}: ${end}`;
    if (lost > 0 && !toldWhereToLook) return `${where}: ${lost} job(s) lost without a word`;
    if (lost > 1) return `${where}: ${lost} jobs lost`;
    if (lost > 0 && when === 'once') return `${where}: a job was lost although the next request would have found it`;
  }
  if (!allowed(fault).includes(always.end)) return `${entry.id} × ${fault.name}: ended in ${always.end}`;
  if (![...allowed(fault), 'ok'].includes(once.end)) return `${entry.id} × ${fault.name}, once: ended in ${once.end}`;
  if (entry.effect === 'read' && repeatable(fault) && once.end !== 'ok') {
    return `${entry.id} × ${fault.name}: a read did not recover from one failure`;
  }
  return undefined;
}

const NOT_REPEATED: ReadonlySet<string> = new Set([
  '401',
  '404',
  'echo-key-body',
  'echo-key-header',
  'echo-key-status',
]);

const repeatable = ({ name }: Fault): boolean => !NOT_REPEATED.has(name);

/** How an operation may end that meets a fault every time. Reads that do not look at JSON take any text. */
function allowed({ name }: Fault): readonly string[] {
  switch (name) {
    case '401':
    case 'echo-key-body':
    case 'echo-key-header':
    case 'echo-key-status':
      return ['authentication'];
    case '403-limit':
    case '429':
      return ['rate_limited', 'timeout'];
    case '404':
      return ['not_found'];
    case '500':
    case '503':
    case '504':
    case 'html-502':
      return ['server', 'timeout'];
    case 'slow':
      return ['ok'];
    case 'hang':
      return ['timeout'];
    case 'reset-before-headers':
    case 'reset-after-headers':
    case 'truncated':
      return ['network', 'timeout'];
    case 'invalid-json':
    case 'html-200':
    case 'empty-body':
      return ['protocol', 'timeout', 'ok'];
    default:
      return [];
  }
}
