import { type AssemblyAIError, badInput, NotFoundError } from '../errors.ts';
import type { ReadyRedactedAudio, RedactedAudio, Transcript } from '../model.ts';
import { download } from './download.ts';
import { withText } from './shapes.ts';
import { transcriptCall } from './transcript-call.ts';
import type { Transport } from './transport.ts';
import type { CallOptions, PollOptions, RedactedAudioCalls } from './types.ts';
import { failed, finished, isEnded, poll } from './wait.ts';

/** Default time limit in milliseconds. Redacted audio is ready seconds after the transcript. */
const DEFAULT_DEADLINE_MS = 600_000;

type Get = (id: string, options?: CallOptions) => Promise<Transcript>;

/** @throws BadInputError if a transcript, or its parameters, did not request redacted audio */
export function checkRequested(requested: { readonly redact_pii_audio?: unknown }): void {
  if (requested.redact_pii_audio === true) return;
  throw badInput('redact_pii_audio', 'Redacted audio needs a transcription with redact_pii_audio.');
}

/** Contract: `rest.md` section 6.4, `newer.md` section 1. */
export function createRedactedAudio(transport: Transport, get: Get): RedactedAudioCalls {
  const redactedAudio = async (id: string, options?: CallOptions): Promise<RedactedAudio> =>
    transport.json<RedactedAudio>(transcriptCall('redactedAudio', id, '/redacted-audio'), options, withText('status'));

  /**
   * If the service has no redacted audio, the transcript gives the reason: not requested, not finished, failed,
   * deleted, or without speech.
   */
  const waitForRedactedAudio = async (id: string, options: PollOptions = {}): Promise<ReadyRedactedAudio> => {
    const { transcriptId } = transcriptCall('', id);
    let transcript: Transcript | undefined;
    const waitOptions = { ...options, deadlineMs: options.deadlineMs ?? DEFAULT_DEADLINE_MS, until: undefined };
    return poll(transport, transcriptId, 'The redacted audio', waitOptions, async (attemptOptions) => {
      const audio: RedactedAudio = await redactedAudio(transcriptId, attemptOptions()).catch(
        (refusal: AssemblyAIError) => {
          if (!/^(bad_input|not_found)$/.test(refusal.code)) throw refusal;
          return { status: `refused: ${refusal.message}` };
        },
      );
      const { status, redacted_audio_url: url, error } = audio;
      if (typeof url === 'string' && /^https?:/.test(url)) return [audio, { ...audio, redacted_audio_url: url }];
      if (status === 'error') throw failed(transcriptId, error, 'The audio could not be redacted.');

      if (!transcript || !isEnded(transcript)) transcript = await get(transcriptId, attemptOptions());
      checkRequested(transcript);
      const { redact_pii_audio_options: audioOptions, audio_duration } = transcript;
      if (isEnded(transcript) && !finished(transcript).text && !audioOptions?.return_redacted_no_speech_audio) {
        throw new NotFoundError(
          'The recording has no speech, so it has redacted audio only with return_redacted_no_speech_audio.',
        );
      }
      return [{ status, audio_duration }];
    });
  };

  return {
    redactedAudio,
    waitForRedactedAudio,
    async redactedAudioFile(id, options = {}) {
      const { redacted_audio_url: url } = await waitForRedactedAudio(id, options);
      // The link is signed and needs no key.
      const call = { ...transcriptCall('redactedAudioFile', id), path: url, isPublic: true };
      const { headers, data } = await download(transport, call, options).catch((cause: AssemblyAIError) => {
        if (cause.code === 'rate_limited' || !/^4(03|04|10)$/.test(String(cause.status))) throw cause;
        throw new NotFoundError('The redacted audio has expired. It is available for 24 hours.', {
          transcriptId: call.transcriptId,
          hint: 'Transcribe the recording again.',
          cause,
        });
      });
      const size = Number(headers['content-length']);
      return { url, contentType: headers['content-type'], size: size >= 0 ? size : undefined, data };
    },
  };
}
