/**
 * Transcribes a recording of Amazon Connect in a local S3. See README.md.
 *
 *   nx amazon-connect examples
 */
import { readFile } from 'node:fs/promises';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { createClient, toSpeakerText, type Transcript } from '@aai-connectors/core/node';
import { startStandIn } from '@aai-connectors/stand-in';
import { audioPath } from '@aai-connectors/stand-in/recordings';
import { paramsOf, transcribeEvent } from './handler.ts';
import { eventFor, startLocalS3 } from './local-s3.ts';

const BUCKET = 'connect-recordings';
const KEY = 'connect/support/CallRecordings/2026/11/29/7d1b4ad1-5b3c_20261129T10:15_UTC.wav';
const print = (line: string): void => void process.stdout.write(`${line}\n`);

const standIn = await startStandIn();
const { s3, stop } = await startLocalS3(BUCKET);
try {
  await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: KEY, Body: await readFile(audioPath('dialogue-stereo')) }));
  const client = createClient({ apiKey: standIn.keys[0]!, hosts: standIn.hosts });
  const options = { s3, client, params: paramsOf({}), deleteAfter: true };
  // S3 may deliver an event twice, also at the same time.
  const event = eventFor(BUCKET, KEY);
  const ends = await Promise.allSettled([transcribeEvent(event, options), transcribeEvent(event, options)]);
  for (const end of ends)
    print(end.status === 'fulfilled' ? `Stored: ${end.value.join()}` : `Again: ${String(end.reason)}`);
  print(`Event delivered again: ${(await transcribeEvent(event, options)).join()}`);
  print(`Billed jobs: ${standIn.jobs().length}`);
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: BUCKET }));
  print(`Objects:\n  ${Contents.map(({ Key }) => Key).join('\n  ')}`);
  const [stored] = await transcribeEvent(event, options);
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: stored! }));
  const transcript = JSON.parse((await Body?.transformToString()) ?? '') as Transcript;
  print(`\n${toSpeakerText(transcript, { timestamps: true })}`);
  const { text } = await client.transcripts.get(transcript.id).catch(() => ({ text: undefined }));
  print(`\nAt AssemblyAI: ${text === undefined || text === null || /deleted/i.test(text) ? 'deleted' : 'still there'}`);
} finally {
  await stop();
  await standIn.close();
}
