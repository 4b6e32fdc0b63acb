import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import {
  type CompletedTranscript,
  isAssemblyAIError,
  type NodeClient,
  toJson,
  type TranscriptionParams,
  type WaitOptions,
} from '@aai-connectors/core/node';
import { type StoredObject, transcriptKey } from './keys.ts';
import { stateObject, type StateObject } from './state.ts';

export interface RecordingOptions {
  readonly s3: S3Client;
  readonly client: Pick<NodeClient, 'transcripts'>;
  /** Parameters of the transcription. */
  readonly params: TranscriptionParams;
  /** Deletes the transcript at AssemblyAI once it is stored. */
  readonly deleteAfter: boolean;
  readonly wait?: WaitOptions | undefined;
  /** Milliseconds since the epoch. @default Date.now */
  readonly now?: (() => number) | undefined;
}

/** Seconds for which AssemblyAI can download the recording. */
const LINK_SECONDS = 3_600;
/** A claim without a job is older only if its invocation has crashed. Lambda repeats an event after a minute. */
const CLAIM_MS = 50_000;

/**
 * Transcribes a recording, and stores the transcript beside it. S3 may deliver an event twice, and Lambda repeats a failed
 * invocation: the stored object says how far the work is, so that no recording is billed twice.
 *
 * @returns the key of the transcript
 * @throws errors of S3 and AssemblyAI. The event should then be delivered again.
 */
export async function transcribeRecording(options: RecordingOptions, { bucket, key }: StoredObject): Promise<string> {
  const { s3, client, deleteAfter, wait, now = Date.now } = options;
  const target = transcriptKey(key);
  const object = stateObject(s3, bucket, target);
  const known = await object.read();
  if (known?.status === 'error') {
    throw new Error(`The transcription of ${key} failed before: see ${target}. Delete that object to try again.`);
  }
  let id = known?.id;
  if (known?.status !== 'completed') {
    id ??= await start(options, object, { bucket, key, known, nowMs: now() });
    await store(object, id, () => client.transcripts.wait(id!, wait));
  }
  if (deleteAfter && id !== undefined) await remove(client, id);
  return target;
}

interface Start extends StoredObject {
  readonly known: Awaited<ReturnType<StateObject['read']>>;
  readonly nowMs: number;
}

/** @returns the ID of the new job */
async function start(
  { s3, client, params }: RecordingOptions,
  object: StateObject,
  { bucket, key, known, nowMs }: Start,
): Promise<string> {
  const claim = JSON.stringify({ status: 'claimed' });
  const isFree = known === undefined || nowMs - known.changedMs >= CLAIM_MS;
  const isClaimed = isFree && (await (known === undefined ? object.create(claim) : object.replace(claim, known.tag)));
  if (!isClaimed) throw new Error(`Another invocation starts the transcription of ${key}.`);
  const audio_url = await getSignedUrl(s3, new GetObjectCommand({ Bucket: bucket, Key: key }), {
    expiresIn: LINK_SECONDS,
  });
  const job = await client.transcripts.submit({ ...params, audio_url }, { unique: 'audio_url' });
  // From here on the job is billed, so its ID must not be lost.
  await object.write(JSON.stringify({ id: job.id, status: job.status }));
  return job.id;
}

async function store(object: StateObject, id: string, wait: () => Promise<CompletedTranscript>): Promise<void> {
  try {
    await object.write(toJson(await wait()));
  } catch (error) {
    if (isAssemblyAIError(error) && error.code === 'transcript_failed') {
      await object.write(JSON.stringify({ id, status: 'error', error: error.message }));
    }
    throw error;
  }
}

async function remove(client: Pick<NodeClient, 'transcripts'>, id: string): Promise<void> {
  try {
    await client.transcripts.delete(id);
  } catch (error) {
    // A repeated event finds a transcript that is deleted already.
    if (!isAssemblyAIError(error) || error.code !== 'not_found') throw error;
  }
}
