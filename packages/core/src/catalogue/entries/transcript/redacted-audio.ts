import { TranscriptFailedError } from '../../../errors.ts';
import type { RedactedAudio } from '../../../model.ts';
import { operation } from '../../kit/entry.ts';
import { KNOWN } from '../../kit/example.ts';
import { redactedAudioSample } from '../../samples/parts.ts';
import { transcriptId } from './fields.ts';

const READY = 'redacted_audio_ready';

/**
 * One look. It has no waiting of its own: the audio is ready soon after the transcript or before it, no webhook can be
 * asked for afterwards, and `ready` lets a workflow try again by its own means.
 */
export const getRedactedAudio = operation({
  id: 'get_redacted_audio',
  resource: 'transcript',
  label: 'Get Redacted Audio',
  action: 'Get the redacted audio of a transcript',
  help: 'Gets the recording with the personal information beeped out. The transcript must have been made with PII Audio Redaction.',
  params: { transcript_id: transcriptId },
  effect: 'read',
  reads: 'content',
  async run({ client, input, signal }) {
    const answer = await client.transcripts.redactedAudio(input.transcript_id, { signal });
    if (answer.status === 'error') {
      const { error } = answer as { readonly error?: unknown };
      const reason = typeof error === 'string' && error !== '' ? error : 'The audio could not be redacted.';
      throw new TranscriptFailedError(reason, { transcriptId: input.transcript_id });
    }
    return redactedAudioResult(input.transcript_id, answer);
  },
  output: [
    { key: 'ready', label: 'Ready', type: 'flag' },
    { key: 'status', label: 'Status', type: 'text' },
    { key: 'redacted_audio_url', label: 'Redacted Audio', type: 'file' },
    { key: 'file_name', label: 'File Name', type: 'text' },
    { key: 'mime_type', label: 'File Type', type: 'text' },
  ],
  file: { url: 'redacted_audio_url', name: 'file_name', mimeType: 'mime_type' },
  sample: redactedAudioResult('785efd9e-0e20-45e1-967b-3db17770ed9f', redactedAudioSample),
  example: {
    input: { transcript_id: KNOWN.transcriptId },
    exchange: [
      { method: 'GET', path: `/v2/transcript/${KNOWN.transcriptId}/redacted-audio`, answer: redactedAudioSample },
    ],
  },
  source: 'rest.md 6.4',
});

interface RedactedAudioResult extends Partial<RedactedAudio> {
  readonly ready: boolean;
  readonly status: string;
  readonly file_name: string;
  readonly mime_type: string;
}

/** The link is signed and expires, so its path alone tells the kind of file. */
function redactedAudioResult(transcriptId: string, answer: RedactedAudio): RedactedAudioResult {
  const isWav = /\.wav(\?|$)/i.test(answer.redacted_audio_url ?? '');
  return {
    ready: answer.status === READY,
    ...answer,
    file_name: `${transcriptId}-redacted.${isWav ? 'wav' : 'mp3'}`,
    mime_type: isWav ? 'audio/wav' : 'audio/mpeg',
  };
}
