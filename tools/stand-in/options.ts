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
  /** ms that the fault `slow` holds an answer back. @default 250 */
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
   * Names, without a port, by which it may be addressed apart from `localhost`, `127.0.0.1` and `[::1]`. Requests to any
   * other are refused, so that no web page can reach it by a name of its own.
   */
  readonly hosts?: readonly string[];
  /** `eu` refuses redacted audio. @default 'us' */
  readonly region?: 'us' | 'eu';
  /**
   * `documented` takes what the documentation describes and what today's API takes; `today` refuses what has gone.
   * @default 'documented'
   */
  readonly api?: 'documented' | 'today';
  /** `gone`: LeMUR answers 404, as it does today. @default by `api` */
  readonly lemur?: 'documented' | 'gone';
  /** Accepted keys; each is a project of its own. @default ['stand-in-key'] */
  readonly keys?: readonly string[];
  /** @default 'real' */
  readonly clock?: 'real' | 'manual' | (() => Clock);
  readonly timing?: Partial<Timing>;
  /** Asked in order; the first that knows the audio answers. @default replay, then alignment */
  readonly engines?: readonly Engine[];
  readonly seed?: readonly SeedTranscript[];
  /** Enforces LeMUR's 30 requests a minute; the headers are there either way. @default false */
  readonly rateLimits?: boolean;
  /** Jobs of one account that run at once; the others wait, `throttled`. @default 200 */
  readonly concurrency?: number;
  /** `discard` counts the bytes of uploads and forgets them. @default 'keep' */
  readonly uploads?: 'keep' | 'discard';
  /** From where audio is fetched: this machine only, or anywhere. @default 'local' */
  readonly download?: 'local' | 'any';
  /**
   * How the read of redacted audio is answered before the audio is ready, which no source says: refused with a 400, or
   * with a status that means wait. @default 'refused'
   */
  readonly pendingRedactedAudio?: 'refused' | 'status';
  /** Whether a receiver's 4xx ends the deliveries. Contract: `webhooks.md` section 6. @default true */
  readonly webhookClientErrorsFinal?: boolean;
  /** How live sessions behave. */
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
