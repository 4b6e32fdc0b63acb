import { checkStreamingParams } from '../catalogue/entries/streaming/check.ts';
import { checkTranscriptParams } from '../catalogue/entries/transcript/check.ts';
import { nearest } from '../catalogue/kit/reading/nearest.ts';
import { brief } from '../catalogue/kit/reading/findings.ts';
import type { ClientOptions } from '../client/client.ts';
import { type Hooks, notify } from '../client/hooks.ts';
import type { RetryPolicy } from '../client/retry.ts';
import type { ResponseLimits } from '../client/transport.ts';
import { badInput, type Problem } from '../errors.ts';
import type { HostName } from '../regions.ts';
import type { FetchIoOptions } from './fetch-io.ts';
import type { LiveOptions } from './live.ts';

/** Checks before anything is sent. */
export interface CheckOptions {
  /**
   * Rejects parameters that the API is documented to reject, and misspelled names, before anything is uploaded or sent.
   * @default true
   */
  readonly validate?: boolean | undefined;
  /**
   * Receives warnings about parameters that do not stop the job, such as a parameter that this version does not know.
   */
  readonly onWarning?: ((warning: Problem) => void) | undefined;
}

type Names<T> = Readonly<Record<keyof T, true>>;

const HOSTS: Names<Record<HostName, string>> = {
  api: true,
  llm: true,
  streaming: true,
  sync: true,
  dictation: true,
  tts: true,
  agents: true,
};
const RETRY: Names<RetryPolicy> = { attempts: true, budgetMs: true, baseMs: true, capMs: true };
const HOOKS: Names<Hooks> = { onRequest: true, onResponse: true, onFailure: true, onRetry: true };
const LIMITS: Names<ResponseLimits> = { responseBytes: true, downloadBytes: true };

/** Every option of a client. The compiler rejects a list that lacks one. */
const OPTIONS: Readonly<
  Record<keyof (ClientOptions & FetchIoOptions & LiveOptions & CheckOptions), true | Readonly<Record<string, true>>>
> = {
  apiKey: true,
  region: true,
  hosts: HOSTS,
  io: true,
  lemurBackend: true,
  fetch: true,
  streamUploads: true,
  streamingIo: true,
  retry: RETRY,
  hooks: HOOKS,
  timeoutMs: true,
  limits: LIMITS,
  secrets: true,
  validate: true,
  onWarning: true,
  checkParams: true,
  checkStreamingParams: true,
};

/** The names of all client options, for callers that pass options on. */
export const CLIENT_OPTIONS: readonly string[] = Object.keys(OPTIONS);

const API_HOST = 'https://api.assemblyai.com';

/** Options of the official SDK, and what to set instead. */
const SDK_OPTIONS: Readonly<Record<string, string>> = {
  baseUrl: `Set hosts: { api: "${API_HOST}" }, or region: "eu" for the EU.`,
  streamingBaseUrl: 'Set hosts: { streaming: "https://streaming.assemblyai.com" }.',
  llmGatewayBaseUrl: 'Set hosts: { llm: "https://llm-gateway.assemblyai.com/v1" }.',
  syncBaseUrl: 'Set hosts: { sync: "https://sync.assemblyai.com" }.',
  dictationBaseUrl: 'This client has no Dictation API. Call client.streaming.connect(params).',
  userAgent: 'Pass a fetch function that adds the header: createClient({ fetch }).',
  timeout: 'Set timeoutMs, in milliseconds.',
  maxRetries: 'Set retry: { attempts }, which includes the first attempt.',
};

/** @throws BadInputError for an unknown option, with the most similar one. */
export function checkOptions(options: unknown): void {
  if (typeof options !== 'object' || options === null) {
    throw badInput('options', 'Pass an object to createClient, such as createClient({ apiKey }).');
  }
  refuseUnknown(options, OPTIONS, '');
}

function refuseUnknown(options: object, known: Readonly<Record<string, unknown>>, prefix: string): void {
  for (const [name, value] of Object.entries(options) as [string, unknown][]) {
    const below = Object.hasOwn(known, name) ? known[name] : undefined;
    if (below === undefined) {
      const like = nearest(name, Object.keys(known));
      const advice =
        prefix === '' && Object.hasOwn(SDK_OPTIONS, name)
          ? SDK_OPTIONS[name]!
          : like === undefined
            ? `The options are ${Object.keys(known).join(', ')}.`
            : `Did you mean ${prefix}${like}?`;
      throw badInput(`${prefix}${brief(name)}`, `There is no option ${prefix}${brief(name)}. ${advice}`);
    }
    if (typeof below === 'object' && typeof value === 'object' && value !== null) {
      refuseUnknown(value, below as Readonly<Record<string, unknown>>, `${prefix}${name}.`);
    }
  }
}

/** The checks of the catalogue. Warnings go to `onWarning`. */
export function checksOf({
  validate = true,
  onWarning,
  region = 'us',
}: CheckOptions & Pick<ClientOptions, 'region'>): Pick<
  LiveOptions & ClientOptions,
  'checkParams' | 'checkStreamingParams'
> {
  if (!validate) return {};
  return {
    checkParams: (params) => {
      for (const warning of checkTranscriptParams(params, { region })) notify(onWarning, warning);
    },
    checkStreamingParams: (params) => {
      for (const warning of checkStreamingParams(params, { region })) notify(onWarning, warning);
    },
  };
}
