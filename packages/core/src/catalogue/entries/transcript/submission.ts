import { BadInputError } from '../../../errors.ts';
import { isLink } from '../../../client/source.ts';
import type { SubmitOptions, TranscriptParams } from '../../../client/types.ts';
import type { Transcript } from '../../../model.ts';
import { bodyOf } from '../../kit/layout.ts';
import type { Callback, RunContext } from '../../kit/entry.ts';
import type { InputOf } from '../../kit/values.ts';
import { type TranscriptFields, transcriptParams } from './params/index.ts';

type TranscriptInput = InputOf<TranscriptFields>;

/** Whether a host can add its own webhook: not if the input already sets one. */
export const canCallBack = ({ webhook_url, additional_params }: TranscriptInput): boolean =>
  webhook_url === undefined && !Object.hasOwn(Object(additional_params) as object, 'webhook_url');

/** Number of webhook deliveries of a job. Redacted audio has its own. Contract: `webhooks.md` section 5. */
export const deliveries = ({ redact_pii_audio, additional_params }: TranscriptInput): number => {
  const { redact_pii_audio: additional } = Object(additional_params) as { readonly redact_pii_audio?: unknown };
  return redact_pii_audio === true || additional === true ? 2 : 1;
};

/** Uploads the audio unless it is a link, then submits the transcript. */
export async function submitted({
  client,
  input,
  callback,
  signal,
  onProgress,
}: RunContext<TranscriptInput> & { readonly callback?: Callback | undefined }): Promise<Transcript> {
  if (callback !== undefined && !canCallBack(input)) {
    throw new BadInputError(
      'Webhook URL cannot be used here, because this step uses the webhook to wait for the transcript.',
      {
        field: 'webhook_url',
        hint: 'Leave Webhook URL empty, or transcribe without waiting.',
      },
    );
  }
  const audio_url = await client.files.urlOf(input.audio_url, { signal, onProgress });
  const body: TranscriptParams = { ...bodyOf(transcriptParams, input), audio_url, ...webhookOf(callback) };
  return client.transcripts.submit(body, { signal, unique: uniqueAddress(input, callback) });
}

/** The parameter whose address is unique to this request, if any: the URL of an upload always is. */
function uniqueAddress({ audio_url }: TranscriptInput, callback: Callback | undefined): SubmitOptions['unique'] {
  if (!isLink(audio_url)) return 'audio_url';
  return callback?.isUnique === true ? 'webhook_url' : undefined;
}

const webhookOf = (callback: Callback | undefined): Record<string, string> =>
  callback === undefined
    ? {}
    : {
        webhook_url: callback.url,
        ...(callback.headerName !== undefined && { webhook_auth_header_name: callback.headerName }),
        ...(callback.headerValue !== undefined && { webhook_auth_header_value: callback.headerValue }),
      };
