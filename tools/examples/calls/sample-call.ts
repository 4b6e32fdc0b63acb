import { readFile } from 'node:fs/promises';
import { createDecoder, readWavHeader } from '@aai-connectors/core/streaming';
import { audioPath } from '@aai-connectors/stand-in/recordings';
import type { CallAudio } from './audio-format.ts';

/** The bundled support call: one voice per channel, the agent first. */
export async function sampleCall({ encoding, sample_rate }: CallAudio): Promise<readonly [Uint8Array, Uint8Array]> {
  const bytes = await readFile(audioPath('dialogue-stereo'));
  const format = readWavHeader(bytes);
  if (typeof format !== 'object') throw new Error('The bundled call is no WAV file.');
  const decoder = createDecoder(format, { channels: 'split', sampleRate: sample_rate, encoding });
  const [agent, customer] = decoder.push(bytes.subarray(format.dataStart));
  const rest = decoder.flush();
  return [Buffer.concat([agent!, rest[0]!]), Buffer.concat([customer!, rest[1]!])];
}
