import { AsyncLocalStorage } from 'node:async_hooks';
import { type Client, createClient, isAssemblyAIError } from '@aai-connectors/core';
import { type VirtualClock, virtualClock } from '@aai-connectors/stand-in/clock';
import type { Part, Verdict } from '../part.ts';
import type { Random } from '../random.ts';
import { type Job, type JobService, jobService } from './service.ts';

/** How one call ended. */
interface Outcome {
  readonly caller: number;
  /** Number of the client that it used: another client is another program, which knows of no other's calls. */
  readonly client: number;
  readonly params: Readonly<Record<string, unknown>>;
  /** The job that it was given. */
  readonly id?: string;
  /** Ids that its error names. */
  readonly named: readonly string[];
  readonly error?: unknown;
}

/** Few recordings and settings, so that calls meet those of others. */
const AUDIO = ['https://a.example/1.mp3', 'https://a.example/2.mp3'];
const SETTINGS: readonly Readonly<Record<string, unknown>>[] = [
  {},
  {},
  { speaker_labels: true },
  { language_code: 'de' },
  { redact_pii: true, redact_pii_policies: ['date'] },
  { redact_pii: true, redact_pii_policies: ['person_name', 'phone_number'] },
  { speaker_labels: true, speaker_options: { max_speakers_expected: 2 } },
];

const anyParams = (random: Random): Readonly<Record<string, unknown>> & { readonly audio_url: string } => ({
  audio_url: random.pick(AUDIO),
  ...random.pick(SETTINGS),
});

const START = Date.UTC(2026, 0, 1);

async function run(random: Random): Promise<Verdict> {
  const clock = virtualClock({ start: START, settle: 'promises' });
  const service = jobService({
    clock,
    random,
    faultiness: random.pick([0.1, 0.3, 0.5, 0.8]),
    aheadMs: random.chance(0.3) ? random.int(-90_000, 90_000) : 0,
    saysDate: random.chance(0.9),
  });
  const callers = new AsyncLocalStorage<number>();
  const clients = Array.from({ length: random.int(1, 2) }, () => clientOf(service, clock, callers, random));
  for (let count = random.int(0, 2); count > 0; count--) service.intrude(anyParams(random));
  for (let count = random.int(0, 2); count > 0; count--) {
    clock.schedule(random.int(0, 5_000), () => service.intrude(anyParams(random)));
  }
  const calls = Array.from({ length: random.int(1, 4) }, async (_, caller): Promise<Outcome> => {
    const params = anyParams(random);
    const gate = new AbortController();
    if (random.chance(0.2)) clock.schedule(random.int(1, 2_000), () => gate.abort());
    const client = random.int(0, clients.length - 1);
    if (random.chance(0.5)) await new Promise<void>((resolve) => clock.schedule(random.int(0, 3_000), resolve));
    return callers.run(caller, () =>
      clients[client]!.transcripts.submit(params, { signal: gate.signal }).then(
        ({ id }): Outcome => ({ caller, client, params, id, named: [] }),
        (error: unknown): Outcome => ({ caller, client, params, named: namedBy(error), error }),
      ),
    );
  });
  const outcomes = await clock.during(Promise.all(calls), { settle: 'promises' });
  // What was still on its way arrives.
  await clock.advance(60_000, { settle: 'promises' });
  return judge(service, outcomes);
}

function clientOf(
  service: JobService,
  clock: VirtualClock,
  callers: AsyncLocalStorage<number>,
  random: Random,
): Client {
  return createClient({
    apiKey: 'key',
    io: {
      send: (request, signal) => service.send(request, callers.getStore() ?? -1, signal),
      sleep: (ms) => new Promise((resolve) => clock.schedule(ms, resolve)),
      now: clock.now,
      random: random.next,
    },
  });
}

function namedBy(error: unknown): readonly string[] {
  if (!isAssemblyAIError(error)) return [];
  return [...(error.candidateIds ?? []), ...(error.transcriptId === undefined ? [] : [error.transcriptId])];
}

/** Each job that a call has started must be in its result or in its error. */
function judge({ jobs, dealingsOf }: JobService, outcomes: readonly Outcome[]): Verdict {
  const failures: string[] = [];
  const counts = { started: 0, 'not to be known, with a hint': 0, 'twins taken': 0, 'behind a twin': 0 };
  for (const { caller, params, id, named, error } of outcomes) {
    const own = jobs.filter((job) => job.caller === caller);
    counts.started += own.length;
    if (error !== undefined && !isAssemblyAIError(error)) failures.push(`untyped: ${String(error)}`);
    if (own.length > 1) failures.push(`doubled: ${idsOf(own)}`);
    const job = jobs.find((one) => one.id === id);
    if (id !== undefined && job?.caller !== caller) {
      // Two calls with the same settings may swap their jobs, if each job goes to one call only.
      if (isTwin(jobs, id, params)) counts['twins taken']++;
      else failures.push(`wrongly adopted: ${id}, started for ${JSON.stringify(job?.params)}`);
    }
    if (id !== undefined || error === undefined) continue;
    for (const lost of own.filter((one) => !named.includes(one.id))) {
      const hint = isAssemblyAIError(error) ? error.hint : undefined;
      const isHinted = /list of transcripts/i.test(hint ?? '');
      // The error names another program's job with the same settings. The caller's job started after the search.
      if (named.some((name) => isTwin(jobs, name, params)) && !dealingsOf(caller).shown.has(lost.id)) {
        counts['behind a twin']++;
        continue;
      }
      if (dealingsOf(caller).shown.has(lost.id)) failures.push(`lost: ${lost.id}, which a list had shown`);
      else if (!isHinted) failures.push(`lost: ${lost.id}, not reported (${String(error)})`);
      else counts['not to be known, with a hint']++;
    }
  }
  // Two programs that ask for the same may share a job, which costs less; two calls of one client may not.
  const given = outcomes.flatMap(({ id, client }) => (id === undefined ? [] : [`${id} of client ${client}`]));
  const twice = given.filter((id, at) => given.indexOf(id) !== at);
  if (twice.length > 0) failures.push(`wrongly adopted: ${twice.join(', ')} went to two calls`);
  return { failures, counts };
}

const isTwin = (jobs: readonly Job[], id: string, params: Readonly<Record<string, unknown>>): boolean =>
  jobs.some((job) => job.id === id && JSON.stringify(job.params) === JSON.stringify(params));

const idsOf = (jobs: readonly Job[]): string => jobs.map(({ id }) => id).join(', ');

/** Submissions of several calls and programs under faults, in virtual time. */
export const jobParts: readonly Part[] = [
  {
    id: 'jobs/submit',
    label: 'Fault runs: jobs lost, doubled, wrongly adopted',
    cases: 5_000,
    open: () => Promise.resolve({ run }),
  },
];
