import { type AssemblyAIError, isAssemblyAIError } from '../errors.ts';
import type { Transcript, TranscriptListItem } from '../model.ts';
import { listPage } from './list.ts';
import { asTranscript } from './shapes.ts';
import type { Transport } from './transport.ts';
import type { CallOptions, TranscriptParams } from './types.ts';

/** How far the vendor's clock and ours may be apart, ms. */
const CLOCK_SKEW_MS = 120_000;

/**
 * Submits once. There is no idempotency key, so a submission whose answer got lost is not repeated: the job is
 * looked for in the list of transcripts instead, and its id returned as if the answer had come.
 *
 * @throws AssemblyAIError; with a hint to look at the list where the job may exist but was not found.
 */
export async function submit(
  transport: Transport,
  get: (id: string, options?: CallOptions) => Promise<Transcript>,
  params: TranscriptParams,
  options: CallOptions = {},
): Promise<Transcript> {
  const startedAt = transport.clock.now();
  try {
    return await transport.json<Transcript>(
      {
        operation: 'transcripts.submit',
        method: 'POST',
        path: '/v2/transcript',
        json: params,
        repeat: 'unless-landed',
      },
      options,
      asTranscript,
    );
  } catch (thrown) {
    if (!isAssemblyAIError(thrown) || !isUnclear(thrown)) throw thrown;
    const found = await lookFor(transport, get, params, startedAt, options).catch(() => undefined);
    if (found !== undefined) return found;
    throw Object.assign(thrown, {
      hint: 'The job may have been started all the same: look at the list of transcripts before submitting again.',
    });
  }
}

/** Not an answer that says no: those left no job behind. */
const isUnclear = ({ code, landed }: AssemblyAIError): boolean =>
  landed === true && (code === 'timeout' || code === 'protocol' || code === 'server' || code === 'network');

/** The job that our own request started: same audio, same settings, not there before. */
async function lookFor(
  transport: Transport,
  get: (id: string, options?: CallOptions) => Promise<Transcript>,
  params: TranscriptParams,
  startedAt: number,
  options: CallOptions,
): Promise<Transcript | undefined> {
  const { transcripts } = await listPage(transport, { limit: 50 }, options);
  const candidates = transcripts.filter(
    (item) => item.audio_url === params.audio_url && createdMs(item) >= startedAt - CLOCK_SKEW_MS,
  );
  for (const { id } of candidates) {
    const transcript = await get(id, options);
    if (hasSettings(transcript, params)) return transcript;
  }
  return undefined;
}

/** Times in the list have no zone; they are UTC. */
function createdMs({ created }: TranscriptListItem): number {
  const ms = Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(created) ? created : `${created}Z`);
  return Number.isNaN(ms) ? 0 : ms;
}

/** Whether every setting that the API echoes has the value we sent. */
function hasSettings(transcript: Transcript, params: TranscriptParams): boolean {
  return Object.entries(params).every(([key, value]) => {
    const echoed = transcript[key];
    if (value === undefined || value === null || echoed === undefined || echoed === null) return true;
    return typeof value === 'object' || echoed === value;
  });
}
