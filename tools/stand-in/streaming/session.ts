import type { Clock } from '../clock.ts';
import { type CodeEdition, type EndingName, endingOf, shortened } from './endings.ts';
import type { SessionFault, SessionMishap } from './faults.ts';
import { createIntake } from './intake.ts';
import { createOggOpus, OGG_OPUS_RATE, type OggOpus } from './ogg-opus.ts';
import type { Ears, Hearing, Listener } from './listener.ts';
import { beginMessage, heartbeatMessage, terminationMessage, turnMessage } from './messages.ts';
import { configurationOf, readParams, readUpdate, type SessionParams } from './params.ts';
import { createTurns, isOver } from './turns.ts';
import { createVoice, type Wire } from './voice.ts';
import { createWorkQueue } from './work-queue.ts';

export interface SessionSettings {
  readonly clock: Clock;
  readonly listener: Listener;
  /** @default '2026-03' */
  readonly edition?: CodeEdition | undefined;
  /** Seconds until the session expires. @default 10 800 */
  readonly maxSeconds?: number | undefined;
  /** ms of audio that may come ahead of real time. @default 5000 */
  readonly paceSlackMs?: number | undefined;
  /** ms from the sound to the message about it. @default 300 */
  readonly latencyMs?: number | undefined;
  readonly faults?: readonly SessionFault[] | undefined;
  /** `today` adds what the newest description has. @default 'documented' */
  readonly api?: 'documented' | 'today' | undefined;
  /** Changes what `Begin` echoes; with `undefined` it echoes nothing. @default the parameters in force */
  readonly configuration?: ((inForce: Readonly<Record<string, unknown>>) => object | undefined) | undefined;
  /** @default a random one */
  readonly id?: string | undefined;
}

/** What can be seen of a session from outside. */
export interface SessionLog {
  readonly id: string;
  /** As they stand in the address, without the token. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly audioBytes: number;
  readonly audioMs: number;
  /** Lengths of the audio messages, ms. */
  readonly frames: readonly number[];
  /** The client's JSON messages, in order. */
  readonly texts: readonly Readonly<Record<string, unknown>>[];
  /** Messages sent to the client, without `Begin`. */
  readonly sent: number;
  /** The last message, where the session came to it. */
  readonly termination: { readonly audioSeconds: number; readonly sessionSeconds: number } | undefined;
  /** How it ended, if it has. */
  readonly ended: { readonly code: number; readonly reason: string } | undefined;
}

/** One session, without the socket: so that it can also be driven without a network. */
export interface ServiceSession {
  readonly log: SessionLog;
  /** Takes one message of the client. */
  receive(data: string | Uint8Array): void;
  /** The connection is gone. */
  gone(code: number, reason: string): void;
}

const SHORTEST_MS = 50;
const LONGEST_MS = 1000;

/** Time between two heartbeats, ms. Our choice: it is not documented. */
const HEARTBEAT_MS = 5000;

/** How long the formatted copy of a turn takes, ms. Contract: `streaming.md` section 3, `format_turns`. */
const FORMAT_MS = 50;

/**
 * Speaks the protocol of one session: `Begin`, turns with the rules for their end, limits, `Termination`. `query` holds
 * the parameters of the address.
 *
 * Source: contract `streaming.md` sections 4 to 10.
 */
export function createServiceSession(
  wire: Wire,
  query: Readonly<Record<string, unknown>>,
  settings: SessionSettings,
): ServiceSession {
  const { clock, listener, edition = '2026-03', maxSeconds = 10_800 } = settings;
  const {
    paceSlackMs = 5000,
    latencyMs = 300,
    faults = [],
    api = 'documented',
    configuration = (inForce) => inForce,
  } = settings;
  const { id = crypto.randomUUID() } = settings;
  const startedAt = clock.now();
  const frames: number[] = [];
  const texts: Record<string, unknown>[] = [];
  const timers = new Map<string, () => void>();
  const formatMs = latencyMs === 0 ? 0 : FORMAT_MS;
  let audioBytes = 0;
  let audioMs = 0;
  let isTerminating = false;
  let termination: SessionLog['termination'];
  let ended: SessionLog['ended'];
  const leftovers: (() => void)[] = [];

  const voice = createVoice({ wire, clock, latencyMs, faults, close, end, gone: () => gone(1006, '') });
  const work = createWorkQueue(
    (running) => void clock.track(running),
    () => end('cancelled'),
  );
  const turns = createTurns((turn) => voice.say(turnMessage(turn, api === 'today'), turn.isFormatted ? formatMs : 0));

  const log: SessionLog = {
    id,
    params: query,
    get audioBytes() {
      return audioBytes;
    },
    get audioMs() {
      return audioMs;
    },
    frames,
    texts,
    get sent() {
      return voice.sent;
    },
    get termination() {
      return termination;
    },
    get ended() {
      return ended;
    },
  };

  let params: SessionParams;
  try {
    params = readParams(query);
  } catch (error) {
    end('message', (error as Error).message);
    return { log, receive: () => undefined, gone };
  }
  const opus = params.encoding === 'ogg_opus' ? createOggOpus() : undefined;
  if (opus !== undefined) leftovers.push(() => opus.close());
  const heardRate = opus === undefined ? params.sampleRate : OGG_OPUS_RATE;
  const ears: Ears = listener.open(heardRate);
  leftovers.push(() => ears.close());
  const intake = createIntake({ ...params, sampleRate: heardRate }, listener.blockMs);
  start();
  return { log, receive, gone };

  // -- Life

  function start(): void {
    after('expiry', maxSeconds * 1000, () => end('expired'));
    watchInactivity();
    for (const [index, { at, do: mishap }] of faults.entries()) {
      if (typeof at === 'object' && 'ms' in at) after(`fault ${index}`, at.ms, () => voice.suffer(mishap));
    }
    const atBegin = faults.filter(({ at }) => at === 'begin').map((fault) => fault.do);
    atBegin.forEach((mishap) => voice.suffer(mishap));
    if (atBegin.includes('hang')) return;
    const delay = atBegin.map(slownessOf).reduce((sum, ms) => sum + ms, 0);
    const begin = (): void => {
      voice.begin(beginMessage(id, Math.floor(startedAt / 1000) + maxSeconds, configuration(configurationOf(params))));
      if (api === 'today') beat();
    };
    if (delay > 0) after('begin', delay, begin);
    else begin();
  }

  function after(name: string, ms: number, task: () => void): void {
    if (ended !== undefined) return;
    timers.get(name)?.();
    timers.set(name, clock.schedule(ms, task));
  }

  function beat(): void {
    after('heartbeat', HEARTBEAT_MS, () => {
      if (params.others['session_heartbeat'] === true) voice.say(heartbeatMessage(audioMs));
      beat();
    });
  }

  function watchInactivity(): void {
    const { inactivitySeconds } = params;
    if (inactivitySeconds === undefined) return;
    after('inactivity', inactivitySeconds * 1000, () => end('inactive', String(inactivitySeconds)));
  }

  function end(name: EndingName, detail?: string): void {
    const { code, reason } = endingOf(name, edition, detail);
    close(code, reason);
  }

  function close(code: number, reason: string): void {
    if (ended !== undefined) return;
    const shown = shortened(reason);
    if (voice.isFrozen) wire.destroy();
    else wire.close(code, shown);
    gone(code, shown);
  }

  function gone(code: number, reason: string): void {
    if (ended !== undefined) return;
    ended = { code, reason };
    for (const cancel of timers.values()) cancel();
    timers.clear();
    voice.silence();
    work.clear();
    for (const release of leftovers) release();
  }

  // -- Receiving

  function receive(data: string | Uint8Array): void {
    if (ended !== undefined || voice.isFrozen) return;
    if (typeof data === 'string') receiveText(data);
    else receiveAudio(data);
  }

  function receiveText(data: string): void {
    let message: unknown;
    try {
      message = JSON.parse(data);
    } catch {
      return end('json', data);
    }
    if (typeof message !== 'object' || message === null || Array.isArray(message)) return end('message', data);
    const given = message as Record<string, unknown>;
    texts.push(given);
    if (isTerminating) return;
    switch (given['type']) {
      case 'Terminate':
        isTerminating = true;
        return work.add(terminate);
      case 'ForceEndpoint':
        return work.add(forceEnd);
      case 'KeepAlive':
        return watchInactivity();
      case 'UpdateConfiguration':
        return work.add(() => update(given));
      default:
        return end('type', typeof given['type'] === 'string' ? given['type'] : data);
    }
  }

  function update(given: Readonly<Record<string, unknown>>): void {
    try {
      params = readUpdate(given, params);
    } catch (error) {
      end('message', (error as Error).message);
    }
  }

  /** The duration of compressed audio is unknown before it is decoded, so its pace and its messages have no limits. */
  function receiveOpus(bytes: Uint8Array, { decode }: OggOpus): void {
    if (isTerminating) return;
    audioBytes += bytes.length;
    watchInactivity();
    const copy = bytes.slice();
    work.add(async () => {
      const samples = await decode(copy);
      audioMs += (samples.length / OGG_OPUS_RATE) * 1000;
      for (const block of intake.push(samples)) {
        if (isOpen()) await hear(block);
      }
    });
  }

  function receiveAudio(bytes: Uint8Array): void {
    if (opus !== undefined) return receiveOpus(bytes, opus);
    const ms = intake.lengthOf(bytes);
    frames.push(ms);
    if (isTerminating) return;
    if (ms < SHORTEST_MS || ms > LONGEST_MS) return end('duration', String(Math.round(ms * 10) / 10));
    if (!intake.isWhole(bytes)) return end('message', 'audio ends within a sample');
    const before = audioBytes;
    audioBytes += bytes.length;
    audioMs += ms;
    const elapsed = clock.now() - startedAt;
    if (audioMs > elapsed + paceSlackMs) {
      return end('rate', `Received ${(audioMs / 1000).toFixed(1)} sec. audio in ${(elapsed / 1000).toFixed(1)} sec`);
    }
    watchInactivity();
    for (const { at, do: mishap } of faults) {
      if (typeof at === 'object' && 'bytes' in at && before < at.bytes && audioBytes >= at.bytes) voice.suffer(mishap);
    }
    // A fault may have ended it.
    if (isOpen()) intake.push(intake.samplesOf(bytes)).forEach((block) => work.add(() => hear(block)));
  }

  // -- Turns

  function isOpen(): boolean {
    return ended === undefined && !voice.isFrozen;
  }

  function hear(samples: Int16Array): void | Promise<void> {
    return then(ears.hear(samples), consider);
  }

  function consider(hearing: Hearing): void | Promise<void> {
    if (!isOpen()) return undefined;
    turns.update(hearing);
    return isOver(hearing, params) ? endTurn() : undefined;
  }

  function endTurn(): void | Promise<void> {
    return then(ears.endTurn(), (hearing) => {
      if (isOpen()) turns.end(hearing, params.formatTurns);
    });
  }

  function forceEnd(): void | Promise<void> {
    const rest = intake.flush();
    const heard = rest.length > 0 ? hear(rest) : undefined;
    return heard instanceof Promise ? heard.then(endTurn) : endTurn();
  }

  function terminate(): void | Promise<void> {
    const finished = forceEnd();
    return finished instanceof Promise ? finished.then(sendTermination) : sendTermination();
  }

  function sendTermination(): void {
    if (!isOpen()) return;
    const sessionMs = clock.now() - startedAt;
    voice.say(terminationMessage(audioMs, sessionMs));
    termination = { audioSeconds: Math.round(audioMs / 1000), sessionSeconds: Math.round(sessionMs / 1000) };
    voice.then(() => close(1000, ''));
  }
}

const slownessOf = (mishap: SessionMishap): number =>
  typeof mishap === 'object' && 'slowMs' in mishap ? mishap.slowMs : 0;

/** Without a turn of the event loop where there is nothing to wait for. */
function then<T>(value: T | Promise<T>, next: (value: T) => void | Promise<void>): void | Promise<void> {
  return value instanceof Promise ? value.then(next) : next(value);
}
