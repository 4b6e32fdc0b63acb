import { type AssemblyAIError, NotFoundError } from '../errors.ts';
import type { ReadyRedactedAudio, RedactedAudio, Transcript } from '../model.ts';
import { refuse } from './refuse.ts';
import type { Call, Transport } from './transport.ts';
import type { CallOptions, PollOptions, RedactedAudioFile } from './types.ts';
import { failed, finished, isEnded, poll } from './wait.ts';

/** Milliseconds that redacted audio is waited for by default: it is ready seconds after the transcript. */
const PATIENCE_MS = 600_000;

type Read<T> = (id: string, options: CallOptions) => Promise<T>;

/** @throws BadInputError if a transcript, or the parameters of one, did not ask for redacted audio */
export function checkAskedFor(asked: { readonly redact_pii_audio?: unknown }): void {
  if (asked.redact_pii_audio === true) return;
  throw refuse('redact_pii_audio', 'Redacted audio needs a transcription with redact_pii_audio.');
}

/**
 * Waits for redacted audio. While the service has none, its transcript says why: not asked for, not finished, failed,
 * deleted, or without speech. Contract: `rest.md` section 6.4.
 */
export async function waitForRedactedAudio(
  transport: Transport,
  read: Read<RedactedAudio>,
  get: Read<Transcript>,
  transcriptId: string,
  options: PollOptions,
): Promise<ReadyRedactedAudio> {
  let transcript: Transcript | undefined;
  const patience = { ...options, deadlineMs: options.deadlineMs ?? PATIENCE_MS, until: undefined };
  return poll(transport, transcriptId, 'The redacted audio', patience, async (once) => {
    const audio: RedactedAudio = await read(transcriptId, once()).catch((refusal: AssemblyAIError) => {
      if (!/^(bad_input|not_found)$/.test(refusal.code)) throw refusal;
      return { status: `refused: ${refusal.message}` };
    });
    const { status, redacted_audio_url: url, error } = audio;
    if (typeof url === 'string' && /^https?:/.test(url)) return [audio, { ...audio, redacted_audio_url: url }];
    if (status === 'error') throw failed(transcriptId, error, 'The audio could not be redacted.');

    if (!transcript || !isEnded(transcript)) transcript = await get(transcriptId, once());
    checkAskedFor(transcript);
    const { redact_pii_audio_options: wishes, audio_duration } = transcript;
    if (isEnded(transcript) && !finished(transcript).text && !wishes?.return_redacted_no_speech_audio) {
      throw new NotFoundError(
        'The recording has no speech, so it has redacted audio only with return_redacted_no_speech_audio.',
      );
    }
    return [{ status, audio_duration }];
  });
}

/**
 * Downloads redacted audio.
 *
 * @param call a GET of the link, which takes no key. Contract: `newer.md` section 1.
 */
export async function downloadRedactedAudio(
  transport: Transport,
  call: Call,
  options: CallOptions,
): Promise<RedactedAudioFile> {
  const { headers, data } = await transport.stream(call, options).catch((cause: AssemblyAIError) => {
    if (!/^4(03|04|10)$/.test(String(cause.status))) throw cause;
    throw new NotFoundError('The redacted audio has expired: it is kept for 24 hours.', {
      transcriptId: call.transcriptId,
      hint: 'Transcribe the recording again.',
      cause,
    });
  });
  const size = Number(headers['content-length']);
  return { url: call.path, contentType: headers['content-type'], size: size >= 0 ? size : undefined, data };
}
