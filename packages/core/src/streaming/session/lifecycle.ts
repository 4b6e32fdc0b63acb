import { AbortedError, type AssemblyAIError, BadInputError, ServerError, TimeoutError } from '../../errors.ts';
import type { Connections } from '../connection/connections.ts';
import type { StreamingIo } from '../host.ts';
import type { ServerMessage } from '../incoming/messages.ts';
import type { Receiver } from '../incoming/receiver.ts';
import { deferred } from '../lib/deferred.ts';
import type { EmitterControl } from '../lib/emitter.ts';
import type { Mutable } from '../lib/mutable.ts';
import type { Timers } from '../lib/timers.ts';
import { MAX_TERMINATES, NORMAL_CLOSURE } from '../limits.ts';
import type { Settings } from '../options.ts';
import { control } from '../outgoing/controls.ts';
import type { Pump } from '../outgoing/pump.ts';
import type { SessionEvents, SessionSummary } from './events.ts';
import { next, type SessionEvent, type SessionState } from './states.ts';

/** Manages the state of a session and its end: `Terminate`, the close handshake, failures and the summary. */
export interface Lifecycle {
  readonly state: SessionState;
  /** Settles with the first `Begin`. */
  readonly opened: Promise<void>;
  /** Settles when the session is closed. */
  readonly closed: Promise<SessionSummary>;
  /** Why the session failed. */
  readonly failure: AssemblyAIError | undefined;
  /** A connection is ready. */
  begun(): void;
  /** A connection ended; with `isFinal`, no further attempt follows. Returns whether the session continues. */
  lost(error: AssemblyAIError, nowMs: number, isFinal: boolean): boolean;
  /** Turns are finished. */
  progress(): void;
  /** All audio was sent. */
  drained(): void;
  /** A message about a turn arrived: the service has not finished yet. */
  turnArrived(): void;
  /** The service sent `Termination`. */
  terminated(message: ServerMessage & { readonly kind: 'termination' }): void;
  close(): Promise<SessionSummary>;
}

export function createLifecycle(
  io: Pick<StreamingIo, 'now'>,
  settings: Settings,
  timers: Timers,
  emitter: EmitterControl<SessionEvents>,
  peers: { readonly pump: Pump; readonly receiver: Receiver; readonly connections: Connections },
): Lifecycle {
  const { pump, receiver, connections } = peers;
  const { reconnect, signal } = settings;
  const { intake } = pump;
  const opened = deferred();
  const closed = deferred<SessionSummary>();
  let termination: SessionSummary['termination'];
  let isClosing = false;
  /** `Terminate` was sent on the current connection. */
  let isTerminateSent = false;
  /** Connections without `Termination` after `Terminate`. */
  let unanswered = 0;
  /** Seconds of audio that the service had received when it sent `Termination` on the current connection. */
  let terminatedSeconds: number | undefined;
  /** No connection follows the current one. */
  let isLast = false;
  /** When the session last got closer to its end: the caller called `close`, or turns were finished. */
  let progressAt = 0;

  // A listener may have aborted the signal: emit the event in progress to all listeners first.
  const onAbort = async (): Promise<void> => {
    await Promise.resolve();
    const { reason } = signal!;
    const why = typeof reason === 'string' ? ` (${reason})` : '';
    abandon(new AbortedError(`Streaming was cancelled${why}.`, { operation: 'streaming', cause: reason }));
  };

  const isClosed = (): boolean => lifecycle.state === 'closed';

  function transition(event: SessionEvent): void {
    const from = lifecycle.state;
    const to = (lifecycle.state = next(from, event));
    if (to !== from) emitter.emit('state', { from, to });
  }

  const progress = (): void => void (progressAt = io.now());

  const summary = (): SessionSummary => ({
    sessionIds: connections.sessionIds,
    audioMs: intake.writtenMs(),
    termination,
    gaps: receiver.gaps,
    error: lifecycle.failure,
  });

  const terminate = (): void => connections.ready?.send(control('Terminate'));

  const awaitTermination = (): void =>
    timers.set('terminate', settings.closeTimeoutMs, () => {
      const error = new TimeoutError('The service did not end the session in time.', { operation: 'streaming' });
      connections.fail({ remedy: 'again', error });
    });

  /** Ends the session without `Termination`; with `error`, as failed. */
  function abandon(error?: AssemblyAIError): void {
    if (isClosed()) return;
    lifecycle.failure = error;
    receiver.flush(intake.writtenMs());
    if (!isTerminateSent) terminate();
    end();
  }

  function end(): void {
    if (isClosed()) return;
    timers.stop();
    connections.close();
    signal?.removeEventListener('abort', onAbort);
    const { failure } = lifecycle;
    const isReported =
      failure?.code === 'aborted' ||
      lifecycle.state === 'connecting' ||
      isClosing ||
      emitter.has('error') ||
      emitter.has('close');
    transition(failure ? 'failed' : 'done');
    const hasReaders = receiver.end(failure);
    intake.end(
      failure ?? new BadInputError('The session is closed.', { field: 'audio', operation: 'streaming' }),
      !failure || isReported || hasReaders,
    );
    if (failure) emitter.emit('error', failure);
    emitter.emit('close', summary());
    if (!failure) return closed.resolve(summary());
    opened.reject(failure);
    closed.reject(failure);
  }

  const lifecycle: Mutable<Lifecycle> = {
    state: 'connecting',
    failure: undefined,
    opened: opened.promise,
    closed: closed.promise,
    begun() {
      transition('begun');
      opened.resolve();
    },
    close() {
      if (isClosed()) return Promise.resolve(summary());
      if (!isClosing) {
        isClosing = true;
        void intake.finish().then(() => {
          progress();
          transition('closing');
          pump.run();
        });
      }
      return closed.promise;
    },
    drained() {
      if (lifecycle.state !== 'terminating' || isTerminateSent) return;
      isTerminateSent = true;
      terminate();
      awaitTermination();
    },
    turnArrived() {
      if (isTerminateSent) awaitTermination();
    },
    progress,
    terminated({ audioSeconds, sessionSeconds, raw }) {
      termination = { audioSeconds, sessionSeconds };
      if (connections.ready) {
        isLast = isTerminateSent || pump.isExhausted();
        terminatedSeconds = audioSeconds;
      }
      emitter.emit('termination', { ...termination, raw });
      const error = new ServerError('The service ended the session.', { operation: 'streaming' });
      connections.finish({ remedy: 'now', error });
    },
    lost(error, now, isFinal) {
      timers.clear('terminate');
      if (isLast) {
        receiver.flush();
        end();
        return false;
      }
      // The service has processed all audio that it received.
      if (terminatedSeconds !== undefined) receiver.terminated(pump.tape.position, terminatedSeconds);
      terminatedSeconds = undefined;
      if (isTerminateSent && (error.closeCode === NORMAL_CLOSURE || error.code === 'timeout')) unanswered++;
      isTerminateSent = false;
      const isStuck = lifecycle.state === 'terminating' && now - progressAt > (reconnect?.maxOutageMs ?? Infinity);
      if (unanswered >= (reconnect ? MAX_TERMINATES : 1) || isStuck) abandon();
      else if (isFinal) abandon(error);
      else transition('lost');
      return !isClosed();
    },
  };

  if (signal?.aborted) {
    void onAbort();
  } else {
    signal?.addEventListener('abort', onAbort);
    connections.open();
  }

  return lifecycle;
}
