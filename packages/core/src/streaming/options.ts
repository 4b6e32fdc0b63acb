import { BadInputError } from '../errors.ts';
import { pcmFormat, type PcmFormat } from './audio/encoding.ts';
import type { StreamingSettings } from '../params/index.ts';
import type { LinkTiming } from './connection/link.ts';

export type { StreamingParams } from '../params/index.ts';

/** The parameters of a connection as they are sent, including those in `extra`. */
export interface SentParams extends Omit<StreamingSettings, 'extra'> {
  readonly [parameter: string]: unknown;
}

export interface ReconnectOptions {
  /** Time without a connection after which the session fails, in milliseconds. @default 120 000 */
  readonly maxOutageMs?: number | undefined;
  /** Maximum delay before the second attempt, in milliseconds. Doubles with each attempt. @default 250 */
  readonly baseMs?: number | undefined;
  /** Maximum delay between two attempts, in milliseconds. @default 10 000 */
  readonly capMs?: number | undefined;
  /** Maximum speed at which buffered audio is sent after a reconnect. 1 is real time. @default 3 */
  readonly catchUp?: number | undefined;
}

export interface SessionOptions {
  /** Ends the session: sends `Terminate` and rejects with an AbortedError. */
  readonly signal?: AbortSignal | undefined;
  /** Duration of a frame while enough audio is available, in milliseconds, 50 to 1000. @default 100 */
  readonly frameMs?: number | undefined;
  /** Audio that is kept in memory for a reconnect, in milliseconds. @default 180 000 */
  readonly bufferMs?: number | undefined;
  /** Unsent audio above which `write` waits, in milliseconds; at most half of `bufferMs`. @default 1000 */
  readonly highWaterMs?: number | undefined;
  /** Audio that may be sent ahead of real time, in milliseconds; `Infinity` for no limit. @default 200 */
  readonly slackMs?: number | undefined;
  /** Reconnect settings. With `false`, the session fails when its connection is lost. */
  readonly reconnect?: ReconnectOptions | false | undefined;
  /** Time limit for opening the socket, in milliseconds. @default 10 000 */
  readonly connectTimeoutMs?: number | undefined;
  /** Time limit for `Begin` after the socket is open, in milliseconds. @default 30 000 */
  readonly beginTimeoutMs?: number | undefined;
  /** Time that `close` waits for `Termination` after the last turn message, in milliseconds. @default 15 000 */
  readonly closeTimeoutMs?: number | undefined;
  /** Time without audio after which the session closes, in milliseconds. Open sessions are billed. @default no limit */
  readonly idleTimeoutMs?: number | undefined;
  /**
   * With `inactivity_timeout`, sends `KeepAlive` after half of that time without audio, so that the service ends the
   * session only if this process stops. @default true
   */
  readonly keepAlive?: boolean | undefined;
  /** Channel number of all turns of this session, from 1. */
  readonly channel?: number | undefined;
}

/** The options of a session with their defaults, and settings that follow from its parameters. */
export interface Settings {
  readonly signal: AbortSignal | undefined;
  readonly frameMs: number;
  readonly bufferMs: number;
  readonly highWaterMs: number;
  readonly slackMs: number;
  readonly reconnect: Required<{ readonly [K in keyof ReconnectOptions]: number }> | undefined;
  readonly timing: LinkTiming;
  readonly closeTimeoutMs: number;
  /** `Infinity` for no timeout. */
  readonly idleTimeoutMs: number;
  /** Time without audio after which `KeepAlive` is sent; `Infinity` for never. */
  readonly keepAliveMs: number;
  readonly channel: number | undefined;
  /** Undefined if the bytes of the encoding have no fixed duration. */
  readonly format: PcmFormat | undefined;
}

/** @throws BadInputError for a number out of range. */
export function settingsOf(params: SentParams, options: SessionOptions): Settings {
  const format = pcmFormat(params.sample_rate, params.encoding);
  const { inactivity_timeout } = params;
  const reconnect = options.reconnect === false ? undefined : (options.reconnect ?? {});
  const bufferMs = within('bufferMs', options.bufferMs, 180_000, 2000);
  return {
    signal: options.signal,
    frameMs: within('frameMs', options.frameMs, 100, 50, 1000),
    bufferMs,
    // With a higher mark, audio would be dropped although its writer waits.
    highWaterMs: within('highWaterMs', options.highWaterMs, 1000, 0, bufferMs / 2),
    slackMs: within('slackMs', options.slackMs, 200, 0),
    reconnect: reconnect && {
      maxOutageMs: within('reconnect.maxOutageMs', reconnect.maxOutageMs, 120_000, 0),
      baseMs: within('reconnect.baseMs', reconnect.baseMs, 250, 0),
      capMs: within('reconnect.capMs', reconnect.capMs, 10_000, 0),
      catchUp: within('reconnect.catchUp', reconnect.catchUp, 3, 1),
    },
    timing: {
      connectTimeoutMs: within('connectTimeoutMs', options.connectTimeoutMs, 10_000, 1),
      beginTimeoutMs: within('beginTimeoutMs', options.beginTimeoutMs, 30_000, 1),
      pingMs: 3000,
      silenceMs: 6000,
    },
    closeTimeoutMs: within('closeTimeoutMs', options.closeTimeoutMs, 15_000, 0),
    idleTimeoutMs: within('idleTimeoutMs', options.idleTimeoutMs, Infinity, 1),
    keepAliveMs:
      (options.keepAlive ?? true) && typeof inactivity_timeout === 'number' ? inactivity_timeout * 500 : Infinity,
    channel: options.channel,
    format,
  };
}

function within(field: string, value: number | undefined, standard: number, min: number, max = Infinity): number {
  if (value === undefined) return standard;
  if (typeof value === 'number' && value >= min && value <= max) return value;
  const range = max === Infinity ? `at least ${min}` : `between ${min} and ${max}`;
  throw new BadInputError(`${field} must be ${range}, not ${String(value)}.`, { field });
}

/** The address of a session. Source: contract `streaming.md` sections 1 and 3. */
export function sessionUrl(host: string, params: SentParams, token: string | undefined): string {
  // Only stand-ins and proxies use http: the default hosts have TLS.
  const url = new URL(`${host.replace(/^http/, 'ws')}/v3/ws`);
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined || value === null) continue;
    url.searchParams.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value as string));
  }
  if (token !== undefined) url.searchParams.set('token', token);
  return url.href;
}
