import { S3Client } from '@aws-sdk/client-s3';
import { createClient, type TranscriptionParams } from '@aai-connectors/core/node';
import type { Context, S3Event } from 'aws-lambda';
import { decodeKey, isRecording } from './keys.ts';
import { type RecordingOptions, transcribeRecording } from './recording.ts';

/** Time to store the state before Lambda ends the invocation, ms. */
const RESERVE_MS = 15_000;

/** @returns the keys of the transcripts @throws Error if a recording failed, so that Lambda delivers the event again */
export async function transcribeEvent(event: S3Event, options: RecordingOptions): Promise<readonly string[]> {
  const recordings = event.Records.map(({ s3 }) => ({ bucket: s3.bucket.name, key: decodeKey(s3.object.key) }));
  // Transcripts in the same bucket would start the function again.
  const ends = await Promise.allSettled(
    recordings.filter(({ key }) => isRecording(key)).map((recording) => transcribeRecording(options, recording)),
  );
  const failed = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
  if (failed.length > 0) throw new AggregateError(failed, failed.map((reason) => (reason as Error).message).join(' '));
  return ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
}

/** The settings of a function, by its environment variables. */
export function paramsOf(env: Readonly<Record<string, string | undefined>>): TranscriptionParams {
  const policies = env['REDACT_PII_POLICIES']?.split(',').map((policy) => policy.trim());
  return {
    // Amazon Connect records the agent and the customer in a channel each.
    multichannel: env['MULTICHANNEL'] !== 'false',
    ...(env['LANGUAGE_CODE'] ? { language_code: env['LANGUAGE_CODE'] } : { language_detection: true }),
    ...(policies !== undefined && { redact_pii: true, redact_pii_policies: policies }),
  };
}

/** The handler to deploy. */
export async function handler(event: S3Event, context: Context): Promise<readonly string[]> {
  const region = process.env['ASSEMBLYAI_REGION'] === 'eu' ? 'eu' : 'us';
  return transcribeEvent(event, {
    s3: new S3Client(),
    client: createClient({ region }),
    params: paramsOf(process.env),
    deleteAfter: process.env['DELETE_AFTER'] === 'true',
    wait: { deadlineMs: Math.max(1_000, context.getRemainingTimeInMillis() - RESERVE_MS) },
  });
}
