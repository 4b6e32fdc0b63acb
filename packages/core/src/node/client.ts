import { checkTranscriptParams } from '../catalogue/check.ts';
import type { Client } from '../client/types.ts';
import { createClient as createWebClient, type WebClientOptions } from '../web/client.ts';
import { resolveSource } from './files.ts';

export interface NodeClientOptions extends Omit<WebClientOptions, 'apiKey'> {
  /** @default the environment variable ASSEMBLYAI_API_KEY */
  readonly apiKey?: string | undefined;
  /**
   * Refuses parameters that the API is documented to refuse before anything is uploaded or sent. @default true
   */
  readonly validate?: boolean | undefined;
}

/**
 * A client that also takes file paths and `file:` URLs as audio.
 *
 * @throws BadInputError for a key, region or host that cannot work.
 */
export function createClient({ apiKey, validate = true, ...options }: NodeClientOptions = {}): Client {
  const region = options.region ?? 'us';
  const client = createWebClient({
    ...(validate && { checkParams: (params) => void checkTranscriptParams(params, { region }) }),
    ...options,
    apiKey: apiKey ?? process.env['ASSEMBLYAI_API_KEY'] ?? '',
  });
  return {
    ...client,
    transcribe: async (source, params, waitOptions) =>
      client.transcribe(await resolveSource(source), params, waitOptions),
    files: {
      ...client.files,
      urlOf: async (source, uploadOptions) => client.files.urlOf(await resolveSource(source), uploadOptions),
    },
  };
}
