import { setTimeout as setRealTimeout, clearTimeout as clearRealTimeout } from 'node:timers';
import { isAssemblyAIError } from '@aai-connectors/core';
import { listFaults } from '@aai-connectors/stand-in';
import type { Left } from './handles.ts';
import { type FaultLike, type Mishap, MISHAPS } from './mishaps.ts';
import type { Stage, StruckClient } from './stage.ts';
import { type Subject, SUBJECTS } from './subjects.ts';

/** How one operation came through one fault. */
export interface Outcome {
  /** `ok`, an error code of the documentation, or what must never be. */
  readonly end: string;
  /** Requests it took. */
  readonly requests: number;
  /** Jobs that exist at the vendor and that neither the result nor the error names. */
  readonly lost: number;
  /** Whether the error says how to find a job whose ID never arrived. */
  readonly saysWhereToLook: boolean;
  /** Whether the result is the job of another caller. */
  readonly adopted: boolean;
  /** Whether an error or a record of a hook holds the key. */
  readonly leaked: boolean;
  /** Requests that followed a redirect to another host with the key or a body, or that were not a download. */
  readonly strayed: number;
  /** Whether the notice in place of a deleted transcript was taken for speech. */
  readonly tookNoticeForText: boolean;
  /** Timers and sockets that the call left behind. */
  readonly left: Left;
}

export interface Row {
  readonly subject: Subject;
  readonly fault: FaultLike;
  /** The fault strikes the first request only. */
  readonly once: Outcome;
  /** It strikes every request. */
  readonly always: Outcome;
}

/** Real milliseconds after which an operation counts as hanging. */
const HANGING_MS = 20_000;

/** What the service can do wrong with an answer, and what can go wrong on the way to it. */
export const allFaults = (): readonly FaultLike[] => [
  ...listFaults().filter(({ strikes }) => strikes === 'answer'),
  ...MISHAPS,
];

export async function runMatrix(stage: Stage, subjects: readonly Subject[] = SUBJECTS): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const subject of subjects) {
    for (const fault of allFaults()) {
      const strike = MISHAPS.find(({ name }) => name === fault.name) ?? fault.name;
      rows.push({
        subject,
        fault,
        once: await attempt(stage, subject, strike, 1),
        always: await attempt(stage, subject, strike, Number.POSITIVE_INFINITY),
      });
    }
  }
  return rows;
}

async function attempt(stage: Stage, subject: Subject, fault: string | Mishap, times: number): Promise<Outcome> {
  const isDeleted = typeof fault !== 'string' && fault.name === 'deleted';
  const prepared = await subject.prepare(stage, isDeleted);
  const before = new Set(await jobs(stage));
  const alreadyStrayed = strays(stage).length;
  const struck = stage.client({ fault, times, own: prepared.own, only: prepared.only });
  const { end, result, error } = await stage.handles.during(() =>
    endOf(() => prepared.run(struck.client, struck.signal)),
  );
  await prepared.finish?.();
  const left = await stage.handles.left();
  stage.handles.forget();

  const known = JSON.stringify(result ?? error) ?? '';
  const made = (await jobs(stage)).filter((id) => !before.has(id) && !stage.strangers.has(id));
  return {
    end,
    requests: struck.requests(),
    lost: made.filter((id) => !known.includes(id)).length,
    saysWhereToLook:
      isAssemblyAIError(error) && /list of transcripts|waiting for it|transcript ID/i.test(error.hint ?? ''),
    adopted: end === 'ok' && !subject.showsRecords && [...stage.strangers].some((id) => known.includes(id)),
    leaked: leaks(stage, struck, error),
    strayed: strays(stage)
      .slice(alreadyStrayed)
      .filter((request) => isHarmful(request, subject)).length,
    tookNoticeForText: !subject.showsRecords && known.includes('Deleted by user'),
    left,
  };
}

interface End {
  readonly end: string;
  readonly result?: unknown;
  readonly error?: unknown;
}

async function endOf(work: () => Promise<unknown>): Promise<End> {
  try {
    return { end: 'ok', result: await inTime(work()) };
  } catch (error) {
    return { end: isAssemblyAIError(error) ? error.code : `CRASH: ${String(error)}`, error };
  }
}

/** Everything that was shown, also what the log of a program shows of an error. */
function leaks({ standIn }: Stage, { records }: StruckClient, error: unknown): boolean {
  const errors = [error, ...records.map((record) => (record as { readonly error?: unknown }).error)];
  const shown = [
    JSON.stringify(records),
    ...errors.flatMap((one) =>
      isAssemblyAIError(one) ? [JSON.stringify(one), one.stack, String(one.cause), one.message] : [],
    ),
  ];
  return shown.some((text) => text?.includes(standIn.keys[0]!) === true);
}

type Logged = ReturnType<Stage['standIn']['requests']>[number];

/** Requests that the other host got to which the fault `redirect` leads. */
const strays = ({ standIn }: Stage): readonly Logged[] =>
  standIn.requests().filter(({ path }) => path.startsWith('/_elsewhere/'));

const isHarmful = ({ method, headers }: Logged, { isStream }: Subject): boolean =>
  !isStream || method !== 'GET' || 'authorization' in headers;

async function jobs(stage: Stage): Promise<string[]> {
  const ids: string[] = [];
  const { client } = stage.client();
  for await (const { id } of client.transcripts.listAll({ limit: 200 })) ids.push(id);
  return ids;
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => (timer = setRealTimeout(() => reject(new Error('HANG')), HANGING_MS)));
  try {
    return await Promise.race([work, late]);
  } finally {
    clearRealTimeout(timer);
  }
}
