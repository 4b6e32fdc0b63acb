import { failed } from '../../../client/wait.ts';
import { isAssemblyAIError } from '../../../errors.ts';
import type { RedactedAudio } from '../../../model.ts';
import { operation } from '../../kit/entry.ts';
import { KNOWN } from '../../kit/example.ts';
import { redactedAudioSample } from '../../samples/parts.ts';
import { transcriptId } from './fields.ts';

const READY = 'redacted_audio_ready';

/** Stands for the earlier states, which the documentation does not name. */
const NOT_YET: RedactedAudio = { status: 'processing' };

/**
 * Waits if the host sets a deadline, otherwise checks once: a webhook cannot be added to an existing transcript. `ready`
 * lets a workflow retry on its own.
 */
export const getRedactedAudio = operation({
  id: 'get_redacted_audio',
  resource: 'transcript',
  label: 'Get Redacted Audio',
  action: 'Get the redacted audio of a transcript',
  help: 'Gets the audio with personal information beeped out. The transcript must have been created with PII Audio Redaction.',
  params: { transcript_id: transcriptId },
  effect: 'read',
  reads: 'content',
  async run({ client, input, signal, deadlineMs }) {
    const { transcript_id } = input;
    if (deadlineMs === undefined) {
      return redactedAudioResult(transcript_id, await client.transcripts.redactedAudio(transcript_id, { signal }));
    }
    const answer = await client.transcripts
      .waitForRedactedAudio(transcript_id, { signal, deadlineMs })
      .catch((thrown: unknown) => {
        // A failed request is an error; audio that is not ready yet is not.
        if (isAssemblyAIError(thrown) && thrown.code === 'timeout' && thrown.cause === undefined) return NOT_YET;
        throw thrown;
      });
    return redactedAudioResult(transcript_id, answer);
  },
  output: [
    { key: 'ready', label: 'Ready', type: 'flag' },
    { key: 'status', label: 'Status', type: 'text' },
    { key: 'redacted_audio_url', label: 'Redacted Audio', type: 'file' },
    { key: 'file_name', label: 'File Name', type: 'text' },
    { key: 'mime_type', label: 'File Type', type: 'text' },
  ],
  file: { url: 'redacted_audio_url', name: 'file_name', mimeType: 'mime_type' },
  sample: redactedAudioResult(KNOWN.transcriptId, redactedAudioSample),
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

/**
 * The file type comes from the path of the link, because the link is signed and expires.
 *
 * @throws TranscriptFailedError if the audio could not be redacted
 */
function redactedAudioResult(transcriptId: string, answer: RedactedAudio): RedactedAudioResult {
  if (answer.status === 'error') throw failed(transcriptId, answer.error, 'The audio could not be redacted.');
  const isWav = /\.wav(\?|$)/i.test(answer.redacted_audio_url ?? '');
  return {
    ready: answer.status === READY,
    ...answer,
    file_name: `${transcriptId}-redacted.${isWav ? 'wav' : 'mp3'}`,
    mime_type: isWav ? 'audio/wav' : 'audio/mpeg',
  };
}
