import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AudioOnDisk } from '../engines/engine.ts';
import { covered, parseWav, wavFile } from '../engines/wav.ts';
import type { Resources } from '../resources.ts';
import type { RedactedAudioState, TranscriptRecord } from './transcripts.ts';

/** How long the signed link works. Source: `newer.md` 1. */
const LIFETIME_MS = 24 * 3_600_000;

/** Why the file is WAV although the service would make MP3. */
export const WAV_NOTE =
  'WAV in place of MP3: the known MP3 encoders for JavaScript are LGPL or not maintained, so none is installed.';

/** The quality that a job asks for. Contract: `rest.md` 4.4. */
export const wantsMp3 = ({ request }: TranscriptRecord): boolean => request.redact_pii_audio_quality !== 'wav';

/** Makes the beeped copy. Always WAV, whatever quality was asked for: see {@link WAV_NOTE}. */
export async function redactAudio(
  resources: Resources,
  record: TranscriptRecord,
  file: () => Promise<AudioOnDisk>,
): Promise<RedactedAudioState> {
  const options = record.request.redact_pii_audio_options;
  if (record.result?.words.length === 0 && options?.return_redacted_no_speech_audio !== true) return { kind: 'none' };
  try {
    const wav = parseWav(await readFile((await file()).path));
    if (wav === undefined) throw new Error('not a WAV file');
    const silent = options?.override_audio_redaction_method === 'silence';
    const path = join(resources.directory, `redacted-${record.id}.wav`);
    await writeFile(path, wavFile(covered(wav, record.result?.redactions ?? [], silent)));
    const expiresAt = resources.clock.now() + LIFETIME_MS;
    const signature = randomBytes(16).toString('hex');
    const query = `Signature=${signature}&Expires=${Math.floor(expiresAt / 1000)}`;
    return { kind: 'ready', path, expiresAt, url: `${resources.url()}/redacted-audio/${record.id}.wav?${query}` };
  } catch {
    return { kind: 'failed', error: 'The stand-in API has no audio of this recording that it could redact.' };
  }
}
