import { pause } from '../clock.ts';
import { byChannel, type TranscriptRequest } from '../contract/transcript-request.ts';
import type { AudioOnDisk, AudioQuestion } from '../engines/engine.ts';
import type { Resources } from '../resources.ts';
import { audioBehind, unknownAudio } from './audio-source.ts';
import { redactAudio } from './redacted-audio.ts';
import { JobFailure, resultOf } from './result.ts';
import type { TranscriptRecord } from './transcripts.ts';

/** Turns submitted requests into finished transcripts, in the background. */
export interface Jobs {
  submit(key: string, request: TranscriptRequest, webhookFault: string | undefined): TranscriptRecord;
}

/** Multichannel jobs take about a quarter longer. Contract: `rest.md` 4.3. */
const MULTICHANNEL_FACTOR = 1.25;

export function createJobs(resources: Resources): Jobs {
  const { clock, closed, settings, transcripts } = resources;
  const slots = createSlots(settings.concurrency);

  return {
    submit(key, request, webhookFault) {
      const record = transcripts.add({ key, request, webhookFault, createdAt: clock.now() });
      record.throttled = !slots.free(key);
      // Nothing in a job may bring the server down.
      run(record).catch((error: unknown) => finish(record, failure(error)));
      return record;
    },
  };

  async function run(record: TranscriptRecord): Promise<void> {
    const { request } = record;
    await slots.take(record.key);
    await pause(clock, settings.timing.queuedMs, closed);
    if (closed.aborted) return;
    record.status = 'processing';

    const file = once(() => audioBehind(resources, record.key, request.audio_url));
    const listening = clock.track(listen(resources, record, file));
    await pause(clock, settings.timing.processingMs * (byChannel(request) ? MULTICHANNEL_FACTOR : 1), closed);
    const outcome = await listening;
    slots.release(record.key);
    if (closed.aborted) return;

    const early = webhookFaultOf(resources, record) === 'webhook-out-of-order' && !wantsRedactedAudio(record);
    if (early) await notify(resources, record, finalStatus(outcome));
    finish(record, outcome);
    if (!('error' in outcome) && wantsRedactedAudio(record)) {
      record.redactedAudio = { kind: 'working' };
      const redacting = clock.track(redactAudio(resources, record, file));
      await pause(clock, settings.timing.redactionMs, closed);
      record.redactedAudio = await redacting;
    }
    if (!early && !closed.aborted) await notify(resources, record, finalStatus(outcome));
  }

  function finish(record: TranscriptRecord, outcome: Outcome): void {
    record.completedAt = clock.now();
    record.status = finalStatus(outcome);
    if ('error' in outcome) record.error = outcome.error;
    else Object.assign(record, outcome);
  }
}

type Outcome = Pick<Required<TranscriptRecord>, 'result' | 'engine'> | { readonly error: string };

const finalStatus = (outcome: Outcome): 'completed' | 'error' => ('error' in outcome ? 'error' : 'completed');

const wantsRedactedAudio = ({ request }: TranscriptRecord): boolean => request.redact_pii_audio === true;

/** Asks the engines in turn. Never rejects: a failure is how some jobs end. */
async function listen(
  resources: Resources,
  { request }: TranscriptRecord,
  file: () => Promise<AudioOnDisk>,
): Promise<Outcome> {
  try {
    const question: AudioQuestion = { url: request.audio_url, params: request, file };
    for (const engine of resources.engines) {
      const spoken = await engine.transcribe(question);
      if (spoken !== undefined) return { result: resultOf(request, spoken), engine: engine.name };
    }
    throw await unknownAudio(await file());
  } catch (error) {
    if (error instanceof JobFailure) return { error: error.message };
    return failure(error);
  }
}

const failure = (error: unknown): { readonly error: string } => ({
  error: `The stand-in API failed: ${error instanceof Error ? error.message : String(error)}`,
});

/** Which webhook fault the deliveries of this job suffer. */
function webhookFaultOf({ faults }: Resources, record: TranscriptRecord): string | undefined {
  const { webhook_url: url } = record.request;
  if (typeof url !== 'string') return undefined;
  return record.webhookFault ?? faults.webhookFault(new URL(url).pathname);
}

/** Sends what has to be sent. With redacted audio there are two deliveries, the audio's first. */
async function notify(
  { webhooks, faults }: Resources,
  record: TranscriptRecord,
  status: 'completed' | 'error',
): Promise<void> {
  const { webhook_url: url } = record.request;
  if (typeof url !== 'string') return;
  const fault = record.webhookFault ?? faults.takeWebhookFault(new URL(url).pathname);

  const deliveries: { kind: 'transcript' | 'redacted-audio'; body: unknown }[] = [
    { kind: 'transcript', body: { transcript_id: record.id, status } },
  ];
  if (record.redactedAudio?.kind === 'ready') {
    const body = { status: 'redacted_audio_ready', redacted_audio_url: record.redactedAudio.url };
    deliveries.unshift({ kind: 'redacted-audio', body });
  }
  if (fault === 'webhook-out-of-order') deliveries.reverse();
  for (const { kind, body } of deliveries) {
    if (fault === 'webhook-lost') {
      webhooks.lose(record, kind, body);
      continue;
    }
    await webhooks.send(record, kind, body);
    if (fault === 'webhook-duplicate') await webhooks.send(record, kind, body);
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

/** An account's jobs run side by side up to a limit; the others wait in line. */
function createSlots(most: number) {
  const running = new Map<string, number>();
  const line: { key: string; enter: () => void }[] = [];
  const free = (key: string): boolean => (running.get(key) ?? 0) < most;
  const add = (key: string, by: number): void => void running.set(key, (running.get(key) ?? 0) + by);

  return {
    free,
    take(key: string): Promise<void> {
      if (!free(key)) return new Promise((resolve) => line.push({ key, enter: resolve }));
      add(key, 1);
      return Promise.resolve();
    },
    release(key: string): void {
      const next = line.findIndex((waiting) => waiting.key === key);
      if (next < 0) add(key, -1);
      else line.splice(next, 1)[0]!.enter();
    },
  };
}
