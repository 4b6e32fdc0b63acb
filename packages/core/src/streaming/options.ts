import { BadInputError } from '../errors.ts';

/**
 * Connection parameters, with the API's own keys. What is `undefined` is left out, `0` and `false` are sent, and
 * unknown ones pass through. Source: contract `streaming.md` section 3, `newer.md` section 4.
 */
export interface StreamingParams {
  /** Hz of the audio that will be written. */
  readonly sample_rate: number;
  /** `pcm_s16le` where left out. Others than PCM are sent as they are, without re-framing and reconnecting. */
  readonly encoding?: 'pcm_s16le' | 'pcm_mulaw' | (string & {}) | undefined;
  readonly [parameter: string]: unknown;
}

export interface ReconnectOptions {
  /** Milliseconds without a connection after which the session is given up. @default 120 000 */
  readonly maxOutageMs?: number | undefined;
  /** Milliseconds, the longest pause before the second try; it doubles with each. @default 250 */
  readonly baseMs?: number | undefined;
  /** Milliseconds, the longest pause of all. @default 10 000 */
  readonly capMs?: number | undefined;
  /** Speed at which audio that nobody heard is sent again; 1 is real time. @default 1.5 */
  readonly catchUp?: number | undefined;
}

export interface SessionOptions {
  /** Ends the session, with a goodbye to the service. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds in one frame while there is that much audio, 50..1000. @default 100 */
  readonly frameMs?: number | undefined;
  /** Milliseconds of audio kept for sending again, or while there is no connection. @default 180 000 */
  readonly bufferMs?: number | undefined;
  /** Milliseconds of unsent audio above which `write` makes its caller wait; half of `bufferMs` at most. @default 1000 */
  readonly highWaterMs?: number | undefined;
  /** Milliseconds by which audio may be sent ahead of real time; `Infinity` for hosts without that rule. @default 200 */
  readonly slackMs?: number | undefined;
  /** What to do when a connection is lost. `false` ends the session then. */
  readonly reconnect?: ReconnectOptions | false | undefined;
  /** Milliseconds until the socket must be open. @default 10 000 */
  readonly connectTimeoutMs?: number | undefined;
  /** Milliseconds from then until `Begin`. @default 30 000 */
  readonly beginTimeoutMs?: number | undefined;
  /** Milliseconds that `close` waits for `Termination` after the last message. @default 15 000 */
  readonly closeTimeoutMs?: number | undefined;
  /** Closes the session when no audio was written for so many milliseconds: it is billed while it is open. */
  readonly idleTimeoutMs?: number | undefined;
  /**
   * With `inactivity_timeout` set, tells the service at half of it that the client is alive although no audio comes,
   * so that the limit strikes only when this process is gone. @default true
   */
  readonly keepAlive?: boolean | undefined;
  /** From 1; marks the turns of this session. */
  readonly channel?: number | undefined;
}

export interface Settings {
  readonly signal: AbortSignal | undefined;
  readonly frameMs: number;
  readonly bufferMs: number;
  readonly highWaterMs: number;
  readonly slackMs: number;
  readonly reconnect: Required<{ readonly [K in keyof ReconnectOptions]: number }> | undefined;
  readonly timing: {
    readonly connectTimeoutMs: number;
    readonly beginTimeoutMs: number;
    readonly pingMs: number;
    readonly silenceMs: number;
  };
  readonly closeTimeoutMs: number;
  readonly idleTimeoutMs: number | undefined;
  readonly keepAlive: boolean;
  readonly channel: number | undefined;
}

/** @throws BadInputError for a number that makes no sense. */
export function settingsOf(options: SessionOptions): Settings {
  const reconnect = options.reconnect === false ? undefined : (options.reconnect ?? {});
  const bufferMs = within('bufferMs', options.bufferMs, 180_000, 2000);
  return {
    signal: options.signal,
    frameMs: within('frameMs', options.frameMs, 100, 50, 1000),
    bufferMs,
    // Else audio would be given up although its writer waits.
    highWaterMs: within('highWaterMs', options.highWaterMs, 1000, 0, bufferMs / 2),
    slackMs: within('slackMs', options.slackMs, 200, 0),
    reconnect: reconnect && {
      maxOutageMs: within('reconnect.maxOutageMs', reconnect.maxOutageMs, 120_000, 0),
      baseMs: within('reconnect.baseMs', reconnect.baseMs, 250, 0),
      capMs: within('reconnect.capMs', reconnect.capMs, 10_000, 0),
      catchUp: within('reconnect.catchUp', reconnect.catchUp, 1.5, 1),
    },
    timing: {
      connectTimeoutMs: within('connectTimeoutMs', options.connectTimeoutMs, 10_000, 1),
      beginTimeoutMs: within('beginTimeoutMs', options.beginTimeoutMs, 30_000, 1),
      pingMs: 3000,
      silenceMs: 6000,
    },
    closeTimeoutMs: within('closeTimeoutMs', options.closeTimeoutMs, 15_000, 0),
    idleTimeoutMs:
      options.idleTimeoutMs === undefined ? undefined : within('idleTimeoutMs', options.idleTimeoutMs, 0, 1),
    keepAlive: options.keepAlive ?? true,
    channel: options.channel,
  };
}

function within(field: string, value: number | undefined, standard: number, min: number, max = Infinity): number {
  if (value === undefined) return standard;
  if (typeof value === 'number' && value >= min && value <= max) return value;
  const range = max === Infinity ? `a number from ${min}` : `a number from ${min} to ${max}`;
  throw new BadInputError(`${field} must be ${range}, not ${String(value)}.`, { field });
}

/** The address of a session. Source: contract `streaming.md` sections 1 and 3. */
export function sessionUrl(host: string, params: StreamingParams, token: string | undefined): string {
  // A plain address is only ever one that somebody gave on purpose: a stand-in or a proxy.
  const url = new URL(`${host.replace(/^http/, 'ws')}/v3/ws`);
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined || value === null) continue;
    url.searchParams.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value as string));
  }
  if (token !== undefined) url.searchParams.set('token', token);
  return url.href;
}
