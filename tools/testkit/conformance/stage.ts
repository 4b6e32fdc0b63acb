import { type Client } from '@aai-connectors/core';
import { createClient } from '@aai-connectors/core/node';
import { isVirtual, type StandIn, startStandIn } from '@aai-connectors/stand-in';
import type { World } from './scenarios.ts';

/** The service that scenarios run against. */
export interface Stage {
  readonly standIn: StandIn;
  /** Lets a minute pass at the service, so that jobs become ready. */
  pass(): Promise<void>;
  /** A new client of the core; while it sleeps, time passes at the service. */
  client(): Client;
  /** A small recording, for operations on files. */
  readonly file: Buffer;
}

/** What the examples need: speakers, and redacted audio. */
const SETTINGS = {
  speaker_labels: true,
  redact_pii: true,
  redact_pii_policies: ['person_name'],
  redact_pii_audio: true,
};
/** A recording that the service knows. */
export const AUDIO = 'https://assembly.ai/wildfires.mp3';
/** A tenth of a second of silence as 16-bit PCM of 8 kHz, in a WAV file. */
const FILE = Buffer.concat([wavHeader(1600), Buffer.alloc(1600)]);

/** A stand-in whose time stands still but for `pass`, with a finished transcript. The caller closes the stand-in. */
export async function openStage(): Promise<{ readonly stage: Stage; readonly world: World }> {
  const standIn = await startStandIn({ clock: 'manual' });
  const { clock } = standIn;
  if (!isVirtual(clock)) throw new Error('The clock must stand still.');
  const pass = (): Promise<void> => clock.advance(60_000);
  const client = (): Client =>
    createClient({ apiKey: standIn.keys[0]!, hosts: standIn.hosts, validate: false, io: { sleep: pass } });
  const stage: Stage = { standIn, pass, client, file: FILE };
  return { stage, world: await newWorld(stage) };
}

/** A finished transcript, and a request that LeMUR has answered about it. */
export async function newWorld({ client, pass }: Stage, audio: string | Uint8Array = AUDIO): Promise<World> {
  const audio_url = await client().files.urlOf(audio);
  const { id: transcriptId } = await client().transcripts.submit({ audio_url, ...SETTINGS });
  await pass();
  const { request_id } = await client().lemur.task({ prompt: 'What is it about?', transcript_ids: [transcriptId] });
  return { transcriptId, audioUrl: AUDIO, lemurRequestId: request_id };
}

function wavHeader(bytes: number): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + bytes, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(16_000, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(bytes, 40);
  return header;
}
