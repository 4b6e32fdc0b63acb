import {
  AbortedError,
  type AssemblyAIError,
  BadInputError,
  isAssemblyAIError,
  NetworkError,
  ServerError,
} from '../errors.ts';
import { bytesPerMs, type PcmFormat } from './audio/encoding.ts';
import { createFramer } from './audio/framer.ts';
import { type AudioChunk, bytesOf, chunksOf, type ChunkSource } from './audio/source.ts';
import type { Ending } from './closing.ts';
import { createEmitter, type Emitter } from './emitter.ts';
import type { StreamingHands } from './hands.ts';
import { createLedger, type FinalTurn } from './ledger.ts';
import { type Link, openLink } from './link.ts';
import { next, type SessionEvent, type SessionState } from './machine.ts';
import type { Raw, ServerMessage, StreamingTurn } from './messages.ts';
import type { Settings } from './options.ts';
import { createPacer } from './pace.ts';
import { createQueue, type Queue } from './queue.ts';
import { createTape, type Span } from './tape.ts';

/** What a session tells. Times are ms on its own timeline unless they say otherwise. */
export interface SessionEvents {
  state: { readonly from: SessionState; readonly to: SessionState };
  /** A connection is ready; `connection` counts from 1. */
  begin: {
    readonly id: string;
    readonly connection: number;
    readonly expiresAtMs: number | undefined;
    readonly raw: Raw;
  };
  /** Every message about a turn: partials, its end, its formatted copy. */
  turn: StreamingTurn;
  /** A turn that is over, once. */
  final: FinalTurn;
  speechStarted: { readonly timestamp: number; readonly raw: Raw };
  /** The connection was lost and will be tried again after `delayMs`. */
  reconnecting: { readonly attempt: number; readonly delayMs: number; readonly error: AssemblyAIError };
  /** Audio of which nobody can say what was in it. */
  gap: Span;
  termination: { readonly audioSeconds: number; readonly sessionSeconds: number; readonly raw: Raw };
  /** The service reported a problem in words; the end of the connection usually follows. */
  serverError: { readonly message: string; readonly raw: Raw };
  /** A message of a type that this client does not know. */
  unknown: { readonly type: string; readonly raw: Raw };
  /** A frame that could not be read. */
  unreadable: { readonly why: string; readonly data: string | Uint8Array };
  /** The session has failed, or a listener threw. */
  error: unknown;
  close: SessionSummary;
}

export interface SessionSummary {
  /** Ids of the service's sessions, one for each connection. */
  readonly sessionIds: readonly string[];
  /** Milliseconds of audio that were written. */
  readonly audioMs: number;
  /** What the last connection was told at its end; absent where the service said nothing in time. */
  readonly termination: { readonly audioSeconds: number; readonly sessionSeconds: number } | undefined;
  readonly gaps: readonly Span[];
  readonly error: AssemblyAIError | undefined;
}

/** A live transcription. It is billed until it is closed. */
export interface StreamingSession extends Emitter<SessionEvents> {
  readonly state: SessionState;
  /** The id of the current connection's session. */
  readonly id: string | undefined;
  /** Milliseconds of audio in memory: unsent, or sent and not yet told as finished words. */
  readonly heldMs: number;
  /**
   * Takes audio of any length. The promise resolves when there is room for more, and may be ignored by sources that
   * cannot wait, such as microphones: then the oldest audio is given up when the buffer is full, and told as a gap.
   *
   * @throws BadInputError for what holds no bytes; the session's own error once it is closed.
   */
  write(chunk: AudioChunk): Promise<void>;
  /** Writes all of a source, as fast as real time allows. Does not close the session. */
  pipe(source: ChunkSource, options?: { readonly signal?: AbortSignal | undefined }): Promise<void>;
  /** A stream to pipe audio into; its end closes the session. */
  readonly writable: WritableStream<AudioChunk>;
  /** Every message about a turn, from now on. A reader that is late gets the newest state of each turn. */
  turns(): AsyncIterableIterator<StreamingTurn>;
  /** Each turn once, from now on, when it is over. */
  finalTurns(): AsyncIterableIterator<FinalTurn>;
  /** Changes parameters from here on, also for later connections. */
  updateConfiguration(params: Readonly<Record<string, unknown>>): void;
  /** Ends the current turn behind the audio written so far. */
  forceEndpoint(): void;
  /** Sends what is left, waits for the last words and the service's goodbye, and ends the session. */
  close(): Promise<SessionSummary>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface SessionParts {
  readonly hands: StreamingHands;
  readonly settings: Settings;
  /** Nothing for an encoding whose bytes say nothing about time. */
  readonly format: PcmFormat | undefined;
  /** Whether a formatted copy of each turn was asked for. */
  readonly formats: boolean | undefined;
  /** Seconds without audio after which the service ends a session. */
  readonly inactivitySeconds: number | undefined;
  /** Where to connect, made anew for each connection: tokens are good once. */
  readonly target: () => Promise<{ readonly url: string; readonly headers: Readonly<Record<string, string>> }>;
}

/** Audio before the last finished word that is sent again, so that no word starts in its middle, ms. */
const OVERLAP_MS = 1000;

/** Audio is heard at the latest so many ms after it arrived. */
const HEARD_AFTER_MS = 15_000;

/** A connection that lived so long was a good one, ms. */
const HEALTHY_MS = 10_000;

/** How long a turn waits for its formatted copy, ms. */
const FORMAT_WAIT_MS = 3000;

/** Longest session there is, ms, with room for clocks that differ. */
const LONGEST_SESSION_MS = 3 * 3600_000 + 600_000;

/** A session that expires is left behind between two turns, this long before, ms; or in a turn at the latest moment. */
const ROLL_MS = 30_000;
const ROLL_AT_LAST_MS = 3000;

/** Tries for the first connection, before anything was said. */
const FIRST_TRIES = 4;

/** Bytes in the socket above which no more are given to it. */
const SOCKET_ROOM = 256 * 1024;

const LOOK_AGAIN_MS = 20;

/** How often the service is asked to end a session before its silence is taken for an answer. */
const GOODBYES = 3;

const NORMAL_END = 1000;

const DONE = Promise.resolve();

/** Starts a session; `opened` settles with the first `Begin`. */
export function startSession(parts: SessionParts): {
  readonly session: StreamingSession;
  readonly opened: Promise<void>;
} {
  const { hands, settings, format, inactivitySeconds } = parts;
  const { reconnect } = settings;
  const shape: PcmFormat = format ?? { sampleRate: 8000, bytesPerSample: 1, silence: 0 };
  const perMs = bytesPerMs(shape);
  const framer = createFramer(shape, settings.frameMs);
  const tape = createTape(shape);
  const pacer = createPacer({
    slackMs: format === undefined ? Infinity : settings.slackMs,
    catchUp: reconnect?.catchUp ?? 1,
  });
  const ledger = createLedger({ formats: parts.formats, channel: settings.channel });
  const emitter = createEmitter<SessionEvents>((thrown) => {
    if (!reporting) report(thrown);
  });
  const maxBytes = settings.bufferMs * perMs;
  const highWaterBytes = settings.highWaterMs * perMs;

  let state: SessionState = 'connecting';
  let link: Link | undefined;
  let ready = false;
  let tries = 0;
  let begunAt = 0;
  let outageSince: number | undefined = hands.now();
  let complaint = '';
  let failure: AssemblyAIError | undefined;
  let reporting = false;
  let terminateSent = false;
  let termination: SessionSummary['termination'];
  let updates: Record<string, unknown> | undefined;
  /** Ends without a `Termination` although one was asked for. */
  let goodbyes = 0;
  /** When something last went forward: the caller closed, or a turn ended. */
  let progressAt = 0;
  /** Without the silence that fills up the last frame. */
  let writtenBytes = 0;
  /** Kept until the words before them are told: a new connection needs them again. */
  let controls: { readonly atMs: number; readonly text: string; sent: boolean }[] = [];
  let silentMs = 0;
  let marks: { readonly at: number; readonly ms: number }[] = [];
  let rollDue = false;
  let lastSentAt = hands.now();
  let lastWriteAt = hands.now();
  const sessionIds: string[] = [];
  const gaps: Span[] = [];
  const turnQueues = new Set<Queue<StreamingTurn>>();
  const finalQueues = new Set<Queue<FinalTurn>>();
  const writers: { resolve(): void; reject(error: unknown): void }[] = [];
  let chain: Promise<void> = DONE;
  let chained = 0;
  let pumpTimer: (() => void) | undefined;
  const timers = new Map<string, () => void>();

  const opened = deferred();
  const closed = deferred<SessionSummary>();

  const onAbort = (): void => {
    const { reason } = settings.signal!;
    const why = typeof reason === 'string' ? ` (${reason})` : '';
    fail(new AbortedError(`Streaming was cancelled${why}.`, { operation: 'streaming', cause: reason }));
  };

  // -- States and timers

  function go(event: SessionEvent): void {
    const to = next(state, event);
    if (to === state) return;
    const from = state;
    state = to;
    emitter.emit('state', { from, to });
  }

  function after(name: string, ms: number, task: () => void): void {
    timers.get(name)?.();
    timers.set(name, hands.schedule(ms, task));
  }

  function report(thrown: unknown): void {
    reporting = true;
    emitter.emit('error', thrown);
    reporting = false;
  }

  // -- Connections

  async function connect(): Promise<void> {
    let request;
    try {
      request = await withLimit(parts.target(), settings.timing.connectTimeoutMs);
    } catch (thrown) {
      if (isClosed()) return;
      const error = isAssemblyAIError(thrown)
        ? thrown
        : new NetworkError('No token for streaming could be had.', { operation: 'streaming', cause: thrown });
      return lost({ remedy: error.retryable ? 'again' : 'never', error });
    }
    if (isClosed()) return;
    complaint = '';
    link = openLink(hands, request, settings.timing, {
      onMessage: handle,
      onAlive: heardBefore,
      onEnd(ending) {
        link = undefined;
        lost(ending);
      },
    });
  }

  function withLimit<T>(work: Promise<T>, ms: number): Promise<T> {
    return new Promise((resolve, reject) => {
      const cancel = hands.schedule(ms, () =>
        reject(new NetworkError('No token for streaming came in time.', { operation: 'streaming' })),
      );
      work.then(resolve, reject).finally(cancel);
    });
  }

  function lost(ending: Ending): void {
    if (isClosed()) return;
    const now = hands.now();
    const wasReady = ready;
    ready = false;
    if (terminateSent && ending.error.closeCode === NORMAL_END) goodbyes++;
    terminateSent = false;
    timers.get('goodbye')?.();
    const isStuck = state === 'terminating' && now - progressAt > (reconnect?.maxOutageMs ?? Infinity);
    if (goodbyes >= GOODBYES || isStuck) return giveUpGoodbye();
    if (ending.remedy === 'slower') pacer.slowDown(now, tape.position);
    if (wasReady && now - begunAt >= HEALTHY_MS) tries = 0;
    outageSince ??= now;
    if (complaint !== '' && ending.error.closeReason === '') ending.error.message += ` The service said: ${complaint}`;
    if (!worthTrying(ending, now)) return fail(ending.error);
    go('lost');
    const delayMs = ending.remedy === 'now' && tries === 0 ? 0 : pauseMs();
    tries++;
    emitter.emit('reconnecting', { attempt: tries, delayMs, error: ending.error });
    if (!isClosed()) after('connect', delayMs, () => void connect());
  }

  function worthTrying({ remedy }: Ending, now: number): boolean {
    if (remedy === 'never') return false;
    if (state === 'connecting') return tries + 1 < FIRST_TRIES;
    return reconnect !== undefined && format !== undefined && now - outageSince! <= reconnect.maxOutageMs;
  }

  /** Full jitter: clients that lost their connection together do not come back together. */
  function pauseMs(): number {
    const { baseMs, capMs } = reconnect ?? { baseMs: 250, capMs: 10_000 };
    return Math.round(Math.min(capMs, baseMs * 2 ** Math.min(tries, 20)) * hands.random());
  }

  function begun(message: ServerMessage & { readonly kind: 'begin' }): void {
    if (ready) return;
    const now = hands.now();
    ready = true;
    begunAt = now;
    outageSince = undefined;
    marks = [];
    rollDue = false;
    sessionIds.push(message.id);

    const known = Math.max(ledger.knownMs, silentMs);
    const from = tape.rewind(resumeMs());
    if (from > ledger.settledMs) tell(ledger.settleBefore(from));
    if (from > known) {
      missing({ start: known, end: from });
      // Told once; nothing will ever be known of it.
      silentMs = from;
    }
    ledger.connected(from);
    for (const control of controls) control.sent &&= control.atMs <= from;
    pacer.restart(now, from);
    planRollover(message.expiresAtMs, now);
    if (updates !== undefined) link!.send(JSON.stringify({ type: 'UpdateConfiguration', ...updates }));
    lastSentAt = now;

    emitter.emit('begin', {
      id: message.id,
      connection: sessionIds.length,
      expiresAtMs: message.expiresAtMs,
      raw: message.raw,
    });
    go('begun');
    opened.resolve();
    pump();
  }

  /** Where a new connection has to start. */
  function resumeMs(): number {
    const heard = ledger.inProgress ? ledger.settledMs : Math.max(ledger.settledMs, silentMs);
    return Math.max(0, heard - OVERLAP_MS);
  }

  function missing(span: Span): void {
    if (format === undefined) return;
    gaps.push(span);
    emitter.emit('gap', span);
  }

  /** What was sent long before a sign of life was heard; without words since then it was silence. */
  function heardBefore(at: number): void {
    while (marks.length > 0 && marks[0]!.at <= at - HEARD_AFTER_MS) silentMs = marks.shift()!.ms;
    marks.push({ at: hands.now(), ms: tape.position });
    tape.settle(resumeMs());
  }

  function planRollover(expiresAtMs: number | undefined, now: number): void {
    const left = (expiresAtMs ?? 0) - now;
    // A clock that is wrong must not end sessions: then the service does, and that is survived as well.
    if (reconnect === undefined || left < 2 * ROLL_MS || left > LONGEST_SESSION_MS) return;
    after('rollover', left - ROLL_MS, () => {
      rollDue = true;
      after('rollover', ROLL_MS - ROLL_AT_LAST_MS, roll);
    });
  }

  function roll(): void {
    rollDue = false;
    if (!ready || state !== 'open') return;
    const leaving = link;
    link = undefined;
    leaving?.send(TERMINATE);
    leaving?.close();
    lost({
      remedy: 'now',
      error: new ServerError('The session reached its longest duration.', { operation: 'streaming' }),
    });
  }

  // -- Messages

  function handle(message: ServerMessage): void {
    if (isClosed()) return;
    switch (message.kind) {
      case 'turn':
        return turnCame(message.turn);
      case 'begin':
        return begun(message);
      case 'termination':
        return terminated(message);
      case 'speechStarted':
        return emitter.emit('speechStarted', { timestamp: message.timestamp + baseMs(), raw: message.raw });
      case 'error':
        complaint = message.message;
        return emitter.emit('serverError', { message: message.message, raw: message.raw });
      case 'unknown':
        return emitter.emit('unknown', { type: message.type, raw: message.raw });
      case 'unreadable':
        return emitter.emit('unreadable', { why: message.why, data: message.data });
    }
  }

  const baseMs = (): number => ledger.baseMs;

  function turnCame(turn: StreamingTurn): void {
    const { turn: said, finals } = ledger.take(turn);
    if (said !== undefined) {
      emitter.emit('turn', said);
      for (const queue of turnQueues) queue.push(said, said.turn_order);
    }
    if (terminateSent) waitForGoodbye();
    if (turn.end_of_turn && finals.length === 0 && ledger.awaitsFormat) {
      after('format', FORMAT_WAIT_MS, () => tell(ledger.flushEnded()));
    }
    if (finals.length > 0) tell(finals);
  }

  function tell(finals: readonly FinalTurn[]): void {
    if (finals.length === 0) return;
    progressAt = hands.now();
    for (const turn of finals) {
      emitter.emit('final', turn);
      for (const queue of finalQueues) queue.push(turn);
    }
    tape.settle(resumeMs());
    if (controls.length > 0) controls = controls.filter(({ atMs }) => atMs > ledger.settledMs);
    if (rollDue) roll();
  }

  function terminated(message: ServerMessage & { readonly kind: 'termination' }): void {
    const { audioSeconds, sessionSeconds, raw } = message;
    termination = { audioSeconds, sessionSeconds };
    emitter.emit('termination', { audioSeconds, sessionSeconds, raw });
    tell(ledger.flush());
    // It has heard all that it was sent.
    silentMs = Math.max(silentMs, tape.position);
    if (terminateSent || tape.peek() === undefined) return done();
    link?.fail({
      remedy: 'now',
      error: new ServerError('The service ended the session.', { operation: 'streaming' }),
    });
  }

  // -- Audio

  function accept(chunk: Uint8Array): void {
    writtenBytes += chunk.length;
    for (const frame of format === undefined ? [chunk.slice()] : framer.push(chunk)) tape.push(frame);
    if (tape.bytes > maxBytes) overflow();
    if (ready) pump();
  }

  function overflow(): void {
    tape.settle(resumeMs());
    if (tape.bound(settings.bufferMs) === 'forgot unsent' && ready) {
      const error = new NetworkError('The connection is too slow for the audio.', { operation: 'streaming' });
      link?.fail({ remedy: 'again', error });
    }
  }

  function pump(): void {
    if (!ready || link === undefined) return;
    pumpTimer?.();
    pumpTimer = undefined;
    const now = hands.now();
    for (;;) {
      if (controls.length > 0) sendControls();
      const frame = tape.peek();
      if (frame === undefined) break;
      const wait = link.buffered > SOCKET_ROOM ? LOOK_AGAIN_MS : pacer.delay(now, tape.position + frame.length / perMs);
      if (wait > 0) {
        pumpTimer = hands.schedule(wait, pump);
        break;
      }
      link.send(frame);
      tape.advance();
      lastSentAt = now;
      // Sending may be what ends a connection.
      if (!ready || link === undefined) return;
    }
    if (writers.length > 0) release();
    if (state === 'terminating' && !terminateSent && tape.peek() === undefined) sayGoodbye();
  }

  function sendControls(): void {
    for (const control of controls) {
      if (control.sent || control.atMs > tape.position) continue;
      control.sent = true;
      link?.send(control.text);
    }
  }

  const unsentBytes = (): number => (tape.end - tape.position) * perMs;

  function room(): Promise<void> {
    if (unsentBytes() <= highWaterBytes) return DONE;
    return settled(new Promise<void>((resolve, reject) => writers.push({ resolve, reject })));
  }

  function release(): void {
    if (unsentBytes() > highWaterBytes) return;
    for (const { resolve } of writers.splice(0)) resolve();
  }

  function write(chunk: AudioChunk): Promise<void> {
    let bytes: Uint8Array;
    try {
      bytes = bytesOf(chunk);
      mayWrite();
    } catch (error) {
      return settled(Promise.reject(error as Error));
    }
    lastWriteAt = hands.now();
    if (chained === 0 && bytes.length <= maxBytes / 8) {
      accept(bytes);
      return isClosed() ? settled(Promise.reject(endError())) : room();
    }
    return writeInPieces(bytes);
  }

  /** What is larger than the buffer could hold goes in as it empties. */
  function writeInPieces(bytes: Uint8Array): Promise<void> {
    const size = Math.max(shape.bytesPerSample, Math.floor(highWaterBytes / 2) || Math.floor(perMs * 500));
    chained++;
    chain = settled(
      chain
        .catch(noop)
        .then(async () => {
          for (let at = 0; at < bytes.length; at += size) {
            if (isClosed()) throw endError();
            lastWriteAt = hands.now();
            accept(bytes.subarray(at, at + size));
            await room();
          }
        })
        .finally(() => chained--),
    );
    return chain;
  }

  function mayWrite(): void {
    if (isClosed()) throw endError();
    if (state === 'terminating') throw new BadInputError('The session is being closed.', { field: 'audio' });
  }

  const endError = (): AssemblyAIError =>
    failure ?? new BadInputError('The session is closed.', { field: 'audio', operation: 'streaming' });

  // -- The end

  const isClosed = (): boolean => state === 'closed';

  function sayGoodbye(): void {
    terminateSent = true;
    link?.send(TERMINATE);
    waitForGoodbye();
  }

  function waitForGoodbye(): void {
    after('goodbye', settings.closeTimeoutMs, giveUpGoodbye);
  }

  function giveUpGoodbye(): void {
    tell(ledger.flush());
    reportRest();
    done();
  }

  function close(): Promise<SessionSummary> {
    if (isClosed()) return Promise.resolve(summary());
    if (state === 'terminating') return closed.promise;
    void chain.catch(noop).then(() => {
      if (isClosed() || state === 'terminating') return;
      for (const frame of format === undefined ? [] : framer.flush()) tape.push(frame);
      progressAt = hands.now();
      go('closing');
      if (isClosed()) end();
      else pump();
    });
    return closed.promise;
  }

  function done(): void {
    if (isClosed()) return;
    tell(ledger.flush());
    go('done');
    end();
  }

  function fail(error: AssemblyAIError): void {
    if (isClosed()) return;
    failure = error;
    tell(ledger.flush());
    reportRest();
    if (ready && error.code === 'aborted') link?.send(TERMINATE);
    go('failed');
    end();
  }

  /** Audio that was written, and that nobody will ever hear. */
  function reportRest(): void {
    const known = Math.max(ledger.knownMs, silentMs);
    if (tape.end > known) missing({ start: known, end: tape.end });
  }

  function end(): void {
    settings.signal?.removeEventListener('abort', onAbort);
    for (const cancel of timers.values()) cancel();
    timers.clear();
    pumpTimer?.();
    ready = false;
    link?.close();
    link = undefined;
    for (const { reject } of writers.splice(0)) reject(endError());
    for (const queue of [...turnQueues, ...finalQueues]) queue.end(failure);
    if (failure !== undefined) report(failure);
    emitter.emit('close', summary());
    if (failure === undefined) {
      opened.resolve();
      closed.resolve(summary());
    } else {
      opened.reject(failure);
      closed.reject(failure);
    }
  }

  const summary = (): SessionSummary => ({
    sessionIds,
    audioMs: Math.round(writtenBytes / perMs),
    termination,
    gaps,
    error: failure,
  });

  // -- What has to happen now and then

  const keepAliveMs = settings.keepAlive && inactivitySeconds !== undefined ? inactivitySeconds * 500 : undefined;
  const tickMs = Math.min(keepAliveMs ?? Infinity, settings.idleTimeoutMs ?? Infinity) / 2;

  function tick(): void {
    const now = hands.now();
    if (settings.idleTimeoutMs !== undefined && state === 'open' && now - lastWriteAt >= settings.idleTimeoutMs) {
      void close().catch(noop);
    }
    if (ready && keepAliveMs !== undefined && now - lastSentAt >= keepAliveMs - tickMs) {
      link?.send(KEEP_ALIVE);
      lastSentAt = now;
    }
    if (!isClosed()) after('tick', tickMs, tick);
  }

  function readers<T>(queues: Set<Queue<T>>): Queue<T> {
    const queue: Queue<T> = createQueue<T>(() => queues.delete(queue));
    if (isClosed()) queue.end(failure);
    else queues.add(queue);
    return queue;
  }

  const session: StreamingSession = {
    on: emitter.on,
    once: emitter.once,
    off: emitter.off,
    get state() {
      return state;
    },
    get id() {
      return sessionIds.at(-1);
    },
    get heldMs() {
      return tape.end - tape.start;
    },
    write,
    async pipe(source, { signal } = {}) {
      for await (const chunk of chunksOf(source)) {
        if (signal?.aborted === true) throw new AbortedError('Writing was cancelled.', { operation: 'streaming' });
        await write(chunk);
      }
    },
    get writable() {
      return new WritableStream<AudioChunk>({
        write,
        close: async () => void (await close()),
        abort: async () => void (await close()),
      });
    },
    turns: () => readers(turnQueues),
    finalTurns: () => readers(finalQueues),
    updateConfiguration(params) {
      if (isClosed()) throw endError();
      const set = Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined));
      if (Object.keys(set).length === 0) throw new BadInputError('There is nothing to update.', { field: 'params' });
      updates = { ...updates, ...set };
      if (ready) link?.send(JSON.stringify({ type: 'UpdateConfiguration', ...set }));
      if (typeof set['format_turns'] === 'boolean') ledger.expectFormatted(set['format_turns']);
    },
    forceEndpoint() {
      if (isClosed()) throw endError();
      controls.push({ atMs: tape.end, text: FORCE_ENDPOINT, sent: false });
      pump();
    },
    close,
    async [Symbol.asyncDispose]() {
      await close();
    },
  };

  if (settings.signal?.aborted === true) {
    void Promise.resolve().then(onAbort);
  } else {
    settings.signal?.addEventListener('abort', onAbort, { once: true });
    void connect();
  }
  if (Number.isFinite(tickMs)) after('tick', tickMs, tick);
  return { session, opened: opened.promise };
}

const TERMINATE = JSON.stringify({ type: 'Terminate' });
const FORCE_ENDPOINT = JSON.stringify({ type: 'ForceEndpoint' });
const KEEP_ALIVE = JSON.stringify({ type: 'KeepAlive' });

const noop = (): void => undefined;

/** A promise whose failure may be ignored: whoever looks still sees it. */
function settled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(noop);
  return promise;
}

function deferred<T = void>(): { promise: Promise<T>; resolve(value: T): void; reject(error: unknown): void } {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = settled(
    new Promise<T>((onValue, onError) => {
      resolve = onValue;
      reject = onError;
    }),
  );
  return { promise, resolve, reject };
}
