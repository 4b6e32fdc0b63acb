import {
  AbortedError,
  type AssemblyAIError,
  BadInputError,
  isAssemblyAIError,
  NetworkError,
  ServerError,
} from '../../errors.ts';
import { bytesPerMs, type PcmFormat } from '../audio/encoding.ts';
import type { AudioChunk } from '../audio/source.ts';
import type { Ending } from '../connection/closing.ts';
import { createControls } from '../outgoing/controls.ts';
import { deferred, noop } from '../lib/deferred.ts';
import { createEmitter } from '../lib/emitter.ts';
import type { SessionEvents, SessionSummary, StreamingSession } from './events.ts';
import type { StreamingHands } from '../host.ts';
import { createHearing } from '../incoming/silence.ts';
import { createIntake } from '../outgoing/intake.ts';
import { createLedger, type FinalTurn } from '../incoming/ledger.ts';
import { type Link, openLink } from '../connection/link.ts';
import { next, type SessionEvent, type SessionState } from './states.ts';
import type { Notice, ServerMessage, StreamingTurn } from '../incoming/messages.ts';
import { onTimeline } from '../incoming/notices.ts';
import type { Settings } from '../options.ts';
import { createPacer } from '../outgoing/pace.ts';
import { createQueue, type Queue } from '../lib/queue.ts';
import { createRetry } from '../connection/retry.ts';
import { createRollover } from '../connection/rollover.ts';
import { createTape, type Span } from '../outgoing/tape.ts';
import { createTimers } from '../lib/timers.ts';

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

/** How long a turn waits for its formatted copy, ms. */
const FORMAT_WAIT_MS = 3000;

/** Bytes in the socket above which no more are given to it. */
const SOCKET_ROOM = 256 * 1024;

const LOOK_AGAIN_MS = 20;

/** A source is still there if it said something within so many ms. */
const FED_MS = 5000;

/** How often the service is asked to end a session before its silence is taken for an answer. */
const GOODBYES = 3;

const NORMAL_END = 1000;

/** How audio is counted whose bytes say nothing about time. */
const UNTIMED: PcmFormat = { sampleRate: 8000, bytesPerSample: 1, silence: 0 };

/** Starts a session; `opened` settles with the first `Begin`. */
export function startSession(parts: SessionParts): {
  readonly session: StreamingSession;
  readonly opened: Promise<void>;
} {
  const { hands, settings, format, inactivitySeconds } = parts;
  const shape = format ?? UNTIMED;
  const perMs = bytesPerMs(shape);
  // What cannot be placed on the timeline cannot be sent again.
  const reconnect = format && settings.reconnect;

  const emitter = createEmitter<SessionEvents>();
  const timers = createTimers(hands);
  const tape = createTape(shape);
  const pacer = createPacer({ slackMs: format ? settings.slackMs : Infinity, catchUp: reconnect?.catchUp ?? 1 });
  const ledger = createLedger({ formats: parts.formats, channel: settings.channel });
  const hearing = createHearing();
  const controls = createControls();
  const retry = createRetry(reconnect, () => hands.random());
  const rollover = reconnect && createRollover(timers, roll);
  const intake = createIntake({ tape, shape, framed: format !== undefined, settings, now: () => hands.now(), onAudio });

  let state: SessionState = 'connecting';
  let link: Link | undefined;
  /** The connection has begun. */
  let ready = false;
  let failure: AssemblyAIError | undefined;
  let terminateSent = false;
  let termination: SessionSummary['termination'];
  let updates: Record<string, unknown> | undefined;
  /** Ends without a `Termination` although one was asked for. */
  let goodbyes = 0;
  /** When something last went forward: the caller closed, or a turn ended. */
  let progressAt = 0;
  let lastSentAt = hands.now();
  const sessionIds: string[] = [];
  const gaps: Span[] = [];
  const turnQueues = new Set<Queue<StreamingTurn>>();
  const finalQueues = new Set<Queue<FinalTurn>>();

  const opened = deferred();
  const closed = deferred<SessionSummary>();

  // A listener may be what fires the signal: what is being told is told first.
  const onAbort = async (): Promise<void> => {
    await Promise.resolve();
    const { reason } = settings.signal!;
    const why = typeof reason === 'string' ? ` (${reason})` : '';
    fail(new AbortedError(`Streaming was cancelled${why}.`, { operation: 'streaming', cause: reason }));
  };

  const isClosed = (): boolean => state === 'closed';

  function go(event: SessionEvent): void {
    const to = next(state, event);
    if (to === state) return;
    const from = state;
    state = to;
    emitter.emit('state', { from, to });
  }

  // -- Connections

  async function connect(): Promise<void> {
    try {
      const request = await within(settings.timing.connectTimeoutMs, parts.target());
      if (!isClosed()) dial(request);
    } catch (thrown) {
      const error = isAssemblyAIError(thrown) ? thrown : refused('No token for streaming could be had.', thrown);
      lost({ remedy: error.retryable ? 'again' : 'never', error });
    }
  }

  function dial(request: Parameters<typeof openLink>[1]): void {
    try {
      link = openLink(hands, request, settings.timing, {
        onMessage: handle,
        onAlive: (sentAt) => heard(() => hearing.alive(sentAt)),
        onEnd: lost,
      });
    } catch (thrown) {
      // Such as an address that no socket takes: another try would end the same way.
      lost({ remedy: 'never', error: refused('No socket for streaming could be opened.', thrown) });
    }
  }

  const refused = (text: string, cause: unknown): AssemblyAIError =>
    new NetworkError(text, {
      operation: 'streaming',
      cause,
      ...(cause instanceof Error && { hint: cause.message }),
    });

  function within<T>(ms: number, work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      timers.set('token', ms, () =>
        reject(new NetworkError('No token for streaming came in time.', { operation: 'streaming' })),
      );
      work.then(resolve, reject).finally(() => timers.clear('token'));
    });
  }

  function lost(ending: Ending): void {
    if (isClosed()) return;
    const now = hands.now();
    link = undefined;
    ready = false;
    timers.clear('goodbye');
    if (terminateSent && ending.error.closeCode === NORMAL_END) goodbyes++;
    terminateSent = false;
    const isStuck = state === 'terminating' && now - progressAt > (reconnect?.maxOutageMs ?? Infinity);
    if (goodbyes >= (reconnect ? GOODBYES : 1) || isStuck) return giveUpGoodbye();
    if (ending.remedy === 'slower') pacer.slowDown(now, tape.position);
    const delayMs = retry.pause(ending, now);
    if (delayMs === undefined) return fail(ending.error);
    go('lost');
    emitter.emit('reconnecting', { attempt: retry.tries, delayMs, error: ending.error });
    timers.set('connect', delayMs, () => void connect());
  }

  function begun({ id, expiresAtMs, raw }: ServerMessage & { readonly kind: 'begin' }): void {
    if (ready) return emitter.emit('unknown', { type: 'Begin', raw });
    const now = hands.now();
    ready = true;
    sessionIds.push(id);
    timers.clear('format');

    const known = knownMs();
    const from = tape.rewind(resumeMs());
    const kept = ledger.connected(from);
    // A gap is told once; nothing will ever be known of it.
    if (from > known) hearing.settle(from);
    hearing.connected();
    controls.rewind(from);
    pacer.restart(now, from);
    retry.begun(now);
    rollover?.begun(expiresAtMs, now);
    if (updates !== undefined) send({ type: 'UpdateConfiguration', ...updates });
    lastSentAt = now;

    tell(kept);
    missing(known, from);
    if (!ready) return;
    emitter.emit('begin', { id, connection: sessionIds.length, expiresAtMs, raw });
    go('begun');
    opened.resolve();
    pump();
  }

  const knownMs = (): number => Math.max(ledger.knownMs, hearing.silentMs);

  /** Where a new connection has to start. */
  function resumeMs(): number {
    const heard = ledger.inProgress ? ledger.settledMs : Math.max(ledger.settledMs, hearing.silentMs);
    return Math.max(0, heard - OVERLAP_MS);
  }

  /** What has arrived was silence, if nothing is being said: words that are not told yet will be needed again. */
  function heard(take: () => void): void {
    if (!ready || ledger.inProgress) return;
    take();
    settle();
  }

  /** Lets go of what no connection will need again. */
  function settle(): void {
    tape.settle(resumeMs());
    controls.settle(tape.start);
  }

  function missing(start: number, end: number): void {
    const span = { start: Math.round(start), end: Math.round(end) };
    if (format === undefined || span.end <= span.start) return;
    gaps.push(span);
    emitter.emit('gap', span);
  }

  function roll(): void {
    if (!ready || state !== 'open') return;
    send(TERMINATE);
    link?.close();
    lost({
      remedy: 'now',
      error: new ServerError('The session reached its longest duration.', { operation: 'streaming' }),
    });
  }

  // -- Messages

  function handle(message: ServerMessage): void {
    switch (message.kind) {
      case 'turn':
        return turnCame(message.turn);
      case 'begin':
        return begun(message);
      case 'termination':
        return terminated(message);
      case 'speechStarted':
        return emitter.emit('speechStarted', { timestamp: message.timestamp + ledger.baseMs, raw: message.raw });
      case 'notice':
        return noticed(onTimeline(message.notice, ledger));
      case 'error':
        return emitter.emit('serverError', { message: message.message, raw: message.raw });
      case 'unknown':
        return emitter.emit('unknown', { type: message.type, raw: message.raw });
      case 'unreadable':
        return emitter.emit('unreadable', { why: message.why, data: message.data });
    }
  }

  function turnCame(turn: StreamingTurn): void {
    const { turn: said, finals } = ledger.take(turn);
    if (terminateSent) waitForGoodbye();
    if (turn.end_of_turn && finals.length === 0 && ledger.awaitsFormat) {
      timers.set('format', FORMAT_WAIT_MS, () => tell(ledger.flushEnded()));
    }
    if (said !== undefined) {
      for (const queue of turnQueues) queue.push(said, said.turn_order);
      emitter.emit('turn', said);
    }
    tell(finals);
  }

  /** A turn that the ledger has let go of is told, whatever a listener does in between. */
  function tell(finals: readonly FinalTurn[]): void {
    if (finals.length === 0) return;
    progressAt = hands.now();
    retry.progress();
    settle();
    for (const turn of finals) for (const queue of finalQueues) queue.push(turn);
    for (const turn of finals) emitter.emit('final', turn);
    rollover?.betweenTurns();
  }

  function noticed(notice: Notice): void {
    if (notice.type === 'Silence') heard(() => hearing.settle(notice.end_ms ?? 0));
    if (notice.type === 'Heartbeat') heard(() => hearing.received(notice.total_audio_received_ms ?? 0));
    emitter.emit('notice', notice);
  }

  function terminated({ audioSeconds, sessionSeconds, raw }: ServerMessage & { readonly kind: 'termination' }): void {
    termination = { audioSeconds, sessionSeconds };
    const isFed = intake.writtenMs > 0 && hands.now() - intake.lastWriteAt < FED_MS;
    const isEnd = ready && (terminateSent || (tape.peek() === undefined && !isFed));
    // It has heard all that it was sent.
    if (ready) hearing.settle(tape.position);
    emitter.emit('termination', { audioSeconds, sessionSeconds, raw });
    tell(ledger.flush());
    if (isEnd) return end('done');
    const error = new ServerError('The service ended the session.', { operation: 'streaming' });
    link?.fail({ remedy: 'now', error });
  }

  // -- Audio

  function onAudio(): void {
    if (tape.bytes > settings.bufferMs * perMs) overflow();
    pump();
  }

  function overflow(): void {
    settle();
    if (tape.bound(settings.bufferMs) === 'forgot unsent') {
      const error = new NetworkError('The connection is too slow for the audio.', { operation: 'streaming' });
      if (ready) link?.fail({ remedy: 'again', error });
    }
  }

  const send = (message: string | object): void =>
    link?.send(typeof message === 'string' ? message : JSON.stringify(message));

  function pump(): void {
    if (!ready) return;
    timers.clear('pump');
    const now = hands.now();
    // Sending may be what ends a connection.
    while (ready && link !== undefined) {
      for (const text of controls.due(tape.position)) link.send(text);
      const frame = tape.peek();
      if (frame === undefined) break;
      const wait = link.buffered > SOCKET_ROOM ? LOOK_AGAIN_MS : pacer.delay(now, tape.position + frame.length / perMs);
      if (wait > 0) {
        timers.set('pump', wait, pump);
        break;
      }
      link.send(frame);
      tape.advance();
      lastSentAt = now;
      hearing.sent(now, tape.position);
    }
    if (!ready) return;
    intake.release();
    if (state === 'terminating' && !terminateSent && tape.peek() === undefined) {
      terminateSent = true;
      send(TERMINATE);
      waitForGoodbye();
    }
  }

  // -- The end

  function waitForGoodbye(): void {
    timers.set('goodbye', settings.closeTimeoutMs, giveUpGoodbye);
  }

  function giveUpGoodbye(): void {
    reportRest();
    end('done');
  }

  function close(): Promise<SessionSummary> {
    if (isClosed()) return Promise.resolve(summary());
    if (!intake.isFinished) {
      void intake.finish().then(() => {
        progressAt = hands.now();
        go('closing');
        pump();
      });
    }
    return closed.promise;
  }

  function fail(error: AssemblyAIError): void {
    if (isClosed()) return;
    failure = error;
    reportRest();
    if (ready && !terminateSent) send(TERMINATE);
    end('failed');
  }

  /** Audio that was written, and that nobody will ever hear. */
  function reportRest(): void {
    tell(ledger.flush());
    missing(knownMs(), intake.writtenMs);
    hearing.settle(intake.writtenMs);
  }

  function end(event: 'done' | 'failed'): void {
    if (isClosed()) return;
    timers.stop();
    ready = false;
    link?.close();
    link = undefined;
    settings.signal?.removeEventListener('abort', onAbort);
    go(event);
    intake.end(failure ?? new BadInputError('The session is closed.', { field: 'audio', operation: 'streaming' }));
    for (const queue of [...turnQueues, ...finalQueues]) queue.end(failure);
    if (failure !== undefined) emitter.emit('error', failure);
    emitter.emit('close', summary());
    if (failure === undefined) {
      closed.resolve(summary());
    } else {
      opened.reject(failure);
      closed.reject(failure);
    }
  }

  const summary = (): SessionSummary => ({
    sessionIds,
    audioMs: intake.writtenMs,
    termination,
    gaps,
    error: failure,
  });

  // -- What has to happen now and then

  const keepAliveMs = settings.keepAlive && inactivitySeconds !== undefined ? inactivitySeconds * 500 : undefined;
  const tickMs = Math.min(keepAliveMs ?? Infinity, settings.idleTimeoutMs ?? Infinity) / 2;

  function tick(): void {
    const now = hands.now();
    const isIdle =
      state === 'open' && tape.peek() === undefined && now - intake.lastWriteAt >= (settings.idleTimeoutMs ?? Infinity);
    if (isIdle) void close().catch(noop);
    if (ready && keepAliveMs !== undefined && now - lastSentAt >= keepAliveMs - tickMs) {
      send(KEEP_ALIVE);
      lastSentAt = now;
    }
    timers.set('tick', tickMs, tick);
  }

  function mayControl(): void {
    if (isClosed()) throw failure ?? new BadInputError('The session is closed.', { operation: 'streaming' });
  }

  function reader<T>(queues: Set<Queue<T>>): Queue<T> {
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
    write: intake.write,
    pipe: (source, { signal } = {}) => intake.pipe(source, signal),
    get writable() {
      const finish = async (): Promise<void> => void (await close());
      return new WritableStream<AudioChunk>({
        start: (controller) => void closed.promise.catch((error: unknown) => controller.error(error)),
        write: intake.write,
        close: finish,
        abort: finish,
      });
    },
    turns: () => reader(turnQueues),
    finalTurns: () => reader(finalQueues),
    updateConfiguration(params) {
      mayControl();
      const set = Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined));
      if (Object.keys(set).length === 0) throw new BadInputError('There is nothing to update.', { field: 'params' });
      updates = { ...updates, ...set };
      if (ready) send({ type: 'UpdateConfiguration', ...set });
      if (typeof set['format_turns'] === 'boolean') ledger.expectFormatted(set['format_turns']);
    },
    forceEndpoint() {
      mayControl();
      controls.add(FORCE_ENDPOINT, tape.end);
      pump();
    },
    close,
    async [Symbol.asyncDispose]() {
      await close();
    },
  };

  if (settings.signal?.aborted === true) {
    void onAbort();
  } else {
    settings.signal?.addEventListener('abort', onAbort, { once: true });
    void connect();
  }
  if (Number.isFinite(tickMs)) timers.set('tick', tickMs, tick);
  return { session, opened: opened.promise };
}

const TERMINATE = JSON.stringify({ type: 'Terminate' });
const FORCE_ENDPOINT = JSON.stringify({ type: 'ForceEndpoint' });
const KEEP_ALIVE = JSON.stringify({ type: 'KeepAlive' });
