import { type Clock, realClock } from './clock.ts';
import type { Engine } from './engines/engine.ts';
import type { StreamingSettings } from './streaming/settings.ts';
import { virtualClock } from './virtual-clock.ts';

export interface Timing {
  /** ms a job is `queued`. @default 20 */
  readonly queuedMs: number;
  /** ms a job is `processing`, or longer if the engine needs it. @default 30 */
  readonly processingMs: number;
  /** ms the redacted audio takes after the transcript is complete. @default 10 */
  readonly redactionMs: number;
  /** ms by which the fault `slow` delays a response. @default 250 */
  readonly slowMs: number;
  /** ms between two bytes under the fault `drip`. @default 100 */
  readonly dripMs: number;
}

/** A transcript that exists from the start. */
export interface SeedTranscript {
  readonly audio_url: string;
  readonly status?: 'completed' | 'error';
  /** The words, spread evenly over the audio, 400 ms each. */
  readonly text?: string;
  readonly error?: string;
  /** ISO time. @default one second after the seed before it, all before now */
  readonly created?: string;
  readonly throttled?: boolean;
}

export interface StandInOptions {
  /** @default 0 (any free port) */
  readonly port?: number;
  /**
   * Host names to accept in addition to `localhost`, `127.0.0.1` and `[::1]`, without a port. All other host names are
   * refused, which protects against DNS rebinding by web pages.
   */
  readonly hosts?: readonly string[];
  /** `eu` refuses redacted audio. @default 'us' */
  readonly region?: 'us' | 'eu';
  /**
   * `documented` accepts everything that the documentation or today's API accepts; `today` rejects what the API has
   * dropped.
   * @default 'documented'
   */
  readonly api?: 'documented' | 'today';
  /** `gone`: LeMUR answers 404, as it does today. @default by `api` */
  readonly lemur?: 'documented' | 'gone';
  /** Accepted API keys. Each is a separate project. @default ['stand-in-key'] */
  readonly keys?: readonly string[];
  /** @default 'real' */
  readonly clock?: 'real' | 'manual' | (() => Clock);
  readonly timing?: Partial<Timing>;
  /** Tried in order; the first that knows the audio transcribes it. @default replay, then alignment */
  readonly engines?: readonly Engine[];
  readonly seed?: readonly SeedTranscript[];
  /** Enforces LeMUR's limit of 30 requests per minute. The headers are sent in any case. @default false */
  readonly rateLimits?: boolean;
  /** Concurrent jobs per account; further jobs wait and are `throttled`. @default 200 */
  readonly concurrency?: number;
  /** `discard` counts the bytes of uploads without keeping them. @default 'keep' */
  readonly uploads?: 'keep' | 'discard';
  /** Where audio may be downloaded from: this machine only, or any address. @default 'local' */
  readonly download?: 'local' | 'any';
  /**
   * Response to a request for redacted audio that is not ready, which no source documents: status 400, or a body with
   * the status `processing`. @default 'refused'
   */
  readonly pendingRedactedAudio?: 'refused' | 'status';
  /** Whether a 4xx response of the receiver stops further attempts. Contract: `webhooks.md` section 6. @default true */
  readonly webhookClientErrorsFinal?: boolean;
  /** Settings of live sessions. */
  readonly streaming?: StreamingSettings;
}

export interface Settings {
  readonly port: number;
  readonly hosts: readonly string[];
  readonly region: 'us' | 'eu';
  readonly api: 'documented' | 'today';
  readonly lemur: 'documented' | 'gone';
  readonly keys: readonly string[];
  readonly timing: Timing;
  readonly rateLimits: boolean;
  readonly concurrency: number;
  readonly uploads: 'keep' | 'discard';
  readonly download: 'local' | 'any';
  readonly pendingRedactedAudio: 'refused' | 'status';
  readonly webhookClientErrorsFinal: boolean;
}

export const DEFAULT_KEY = 'stand-in-key';

export function settingsOf(options: StandInOptions): Settings {
  const api = options.api ?? 'documented';
  return {
    port: options.port ?? 0,
    hosts: options.hosts ?? [],
    region: options.region ?? 'us',
    api,
    lemur: options.lemur ?? (api === 'today' ? 'gone' : 'documented'),
    keys: options.keys ?? [DEFAULT_KEY],
    timing: { queuedMs: 20, processingMs: 30, redactionMs: 10, slowMs: 250, dripMs: 100, ...options.timing },
    rateLimits: options.rateLimits ?? false,
    concurrency: options.concurrency ?? 200,
    uploads: options.uploads ?? 'keep',
    download: options.download ?? 'local',
    pendingRedactedAudio: options.pendingRedactedAudio ?? 'refused',
    webhookClientErrorsFinal: options.webhookClientErrorsFinal ?? true,
  };
}

export function clockOf({ clock = 'real' }: StandInOptions): Clock {
  if (typeof clock === 'function') return clock();
  return clock === 'manual' ? virtualClock() : realClock();
}
