import { type Answer, Refusal } from '../http.ts';
import { audioPath, RECORDING_NAMES } from '../engines/recordings.ts';
import type { Service } from '../service.ts';

/** What can be had without a key: bundled recordings, and redacted audio behind its signed link. */
export function publicFile({ transcripts, clock }: Service, path: string, query: URLSearchParams): Answer | undefined {
  const [, folder, file, ...more] = path.split('/');
  if (more.length > 0 || file === undefined) return undefined;
  const name = file.replace(/\.wav$/, '');
  if (folder === 'audio' && RECORDING_NAMES.includes(name)) return wav(audioPath(name));
  if (folder !== 'redacted-audio') return undefined;
  const audio = transcripts.find(name)?.redactedAudio;
  const signed =
    audio?.kind === 'ready' &&
    audio.url.endsWith(`Signature=${query.get('Signature')}&Expires=${query.get('Expires')}`);
  if (!signed || audio.expiresAt < clock.now()) throw new Refusal(403, 'Access denied');
  return wav(audio.path);
}

const wav = (file: string): Answer => ({ status: 200, file, headers: { 'content-type': 'audio/wav' } });
