import { BadInputError } from '../errors.ts';
import { pcmFormat, type PcmFormat } from './audio/encoding.ts';
import type { Speakers } from './incoming/speakers.ts';
import type { Encoding, Encodings } from './outgoing/encodings.ts';
import type { StreamingSettings } from '../params/index.ts';

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

/** Default, minimum and maximum of each option that is a number. */
const NUMBERS = {
  frameMs: [100, 50, 1000],
  bufferMs: [180_000, 2000],
  highWaterMs: [1000, 0],
  slackMs: [200, 0],
  connectTimeoutMs: [10_000, 1],
  beginTimeoutMs: [30_000, 1],
  closeTimeoutMs: [15_000, 0],
  /** `Infinity` for no timeout. */
  idleTimeoutMs: [Infinity, 1],
} as const;

const RECONNECT_NUMBERS = {
  maxOutageMs: [120_000, 0],
  baseMs: [250, 0],
  capMs: [10_000, 0],
  catchUp: [3, 1],
} as const;

type Numbers<Ranges> = { readonly [K in keyof Ranges]: number };

/** The options of a session with their defaults, and settings that follow from its parameters. */
export interface Settings extends Numbers<typeof NUMBERS> {
  readonly signal: AbortSignal | undefined;
  readonly reconnect: Numbers<typeof RECONNECT_NUMBERS> | undefined;
  /** Time without audio after which `KeepAlive` is sent; `Infinity` for never. */
  readonly keepAliveMs: number;
  readonly channel: number | undefined;
  /** Undefined if the bytes of the encoding have no fixed duration. */
  readonly format: PcmFormat | undefined;
  /** An encoding of packets with known durations. */
  readonly encoding: Encoding | undefined;
  readonly createSpeakers: (() => Speakers) | undefined;
}

/** Optional parts of a session. Bundles contain them only if they are imported. */
export interface SessionParts {
  /** Encodings with which a session can reconnect, in addition to PCM. */
  readonly encodings?: Encodings | undefined;
  /** Keeps the labels of speakers the same across connections. */
  readonly createSpeakers?: (() => Speakers) | undefined;
}

/** @throws BadInputError for a number out of range. */
export function settingsOf(params: SentParams, options: SessionOptions, parts: SessionParts): Settings {
  const { signal, channel, keepAlive = true, reconnect = {} } = options;
  const { inactivity_timeout } = params;
  const format = pcmFormat(params.sample_rate, params.encoding);
  const encoding = parts.encodings?.[params.encoding ?? ''];
  const numbers = numbersOf(options, NUMBERS, '');
  // With a higher mark, audio would be dropped although its writer waits.
  checkRange('highWaterMs', numbers.highWaterMs, 0, numbers.bufferMs / 2);
  return {
    ...numbers,
    signal,
    channel,
    // Audio without known times cannot be sent again.
    reconnect: reconnect && (format ?? encoding) ? numbersOf(reconnect, RECONNECT_NUMBERS, 'reconnect.') : undefined,
    keepAliveMs: keepAlive && typeof inactivity_timeout === 'number' ? inactivity_timeout * 500 : Infinity,
    format,
    encoding,
    createSpeakers: parts.createSpeakers,
  };
}

function numbersOf<Ranges extends Readonly<Record<string, readonly number[]>>>(
  values: { readonly [K in keyof Ranges]?: number | undefined },
  ranges: Ranges,
  prefix: string,
): Numbers<Ranges> {
  const numbers: Record<string, unknown> = {};
  for (const [name, [standard, min = 0, max = Infinity]] of Object.entries(ranges)) {
    checkRange(prefix + name, (numbers[name] = values[name] ?? standard), min, max);
  }
  return numbers as Numbers<Ranges>;
}

function checkRange(field: string, value: unknown, min: number, max: number): void {
  if (typeof value === 'number' && value >= min && value <= max) return;
  const range = max === Infinity ? `at least ${min}` : `between ${min} and ${max}`;
  throw new BadInputError(`${field} must be ${range}, not ${String(value)}.`, { field });
}

/** The address of a session. Source: contract `streaming.md` sections 1 and 3. */
export function sessionUrl(host: string, params: SentParams, token?: string, defaults: SentParams = {}): string {
  // Only stand-ins and proxies use http: the default hosts have TLS.
  const url = new URL(`${host.replace(/^http/, 'ws')}/v3/ws`);
  for (const [name, value] of [...Object.entries(defaults), ...Object.entries(params)]) {
    if (value === undefined || value === null) continue;
    url.searchParams.set(name, sentText(value));
  }
  if (token !== undefined) url.searchParams.set('token', token);
  return url.href;
}

/** A value as it is sent in the address. */
export const sentText = (value: unknown): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value as string);
