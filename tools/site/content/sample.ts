import { readFile } from 'node:fs/promises';
import type { CompletedTranscript } from '@aai-connectors/core';
import { createClient } from '@aai-connectors/core/node';
import { recordingPath, startStandIn } from '@aai-connectors/stand-in';

/** The bundled recording of a phone call with two speakers, and its transcript. */
export interface Sample {
  readonly audio: Uint8Array;
  readonly transcript: CompletedTranscript;
}

/** Transcribes the bundled recording with the stand-in, so that the site shows a result even where no server runs. */
export async function transcribeSample(): Promise<Sample> {
  const path = recordingPath('dialogue.wav');
  const standIn = await startStandIn();
  try {
    const client = createClient({ apiKey: standIn.keys[0], hosts: standIn.hosts });
    const transcript = await client.transcribe(path, { speaker_labels: true, auto_chapters: true });
    return { audio: await readFile(path), transcript };
  } finally {
    await standIn.close();
  }
}
