import { BadInputError } from '../../errors.ts';
import { withExtra } from '../../extra.ts';
import type { StreamingChanges } from '../../params/index.ts';
import type { AudioChunk, ChunkSource } from '../audio/source.ts';
import { type Connections, createConnections, type Target } from '../connection/connections.ts';
import type { StreamingIo } from '../host.ts';
import { ignoredIn } from '../incoming/configuration.ts';
import { createReceiver, type Receiver } from '../incoming/receiver.ts';
import { report } from '../lib/deferred.ts';
import { createEmitter, type EmitterControl } from '../lib/emitter.ts';
import { createTimers } from '../lib/timers.ts';
import type { SentParams, Settings } from '../options.ts';
import { createPump, type Pump } from '../outgoing/pump.ts';
import type { SessionEvents, StreamingSession } from './events.ts';
import { createLifecycle, type Lifecycle } from './lifecycle.ts';
import type { SessionState } from './states.ts';

interface Parts {
  receiver: Receiver;
  pump: Pump;
  connections: Connections;
  lifecycle: Lifecycle;
}

/**
 * Opens a session. Resolves when the service has sent `Begin`. Calls `target` for each connection, because a token can be
 * used only once.
 *
 * Wires together four parts with separate state: the pump sends audio, the receiver processes messages, the connections
 * reconnect, and the lifecycle ends the session.
 *
 * @throws the error that ended the session before it was open.
 */
export async function openSession(
  io: StreamingIo,
  settings: Settings,
  params: SentParams,
  target: () => Promise<Target>,
): Promise<StreamingSession> {
  const emitter = createEmitter<SessionEvents>(io.report ?? report);
  const timers = createTimers(io);
  // Each part declares the interfaces of the other parts that it needs, and calls them only after all parts exist.
  const parts = {} as Parts;
  const receiver = (parts.receiver = createReceiver(settings, timers, emitter, parts));
  const pump = (parts.pump = createPump(io, settings, timers, parts));
  const connections = (parts.connections = createConnections(io, settings, timers, emitter, target, parts));
  const lifecycle = (parts.lifecycle = createLifecycle(io, settings, timers, emitter, parts));
  receiver.configure(params);
  emitter.once('begin', ({ raw }) =>
    // After a delay, so that the caller can add listeners first.
    timers.set('warnings', 100, () => {
      for (const ignored of ignoredIn(params, raw)) emitter.emit('warning', ignored);
    }),
  );

  function assertOpen(): void {
    if (lifecycle.state !== 'closed') return;
    throw lifecycle.failure ?? new BadInputError('The session is closed.', { operation: 'streaming' });
  }

  const { write, pipe } = pump.intake;

  const session: StreamingSession = Object.assign(new Accessors(parts, emitter), {
    on: emitter.on,
    once: emitter.once,
    off: emitter.off,
    write,
    pipe: (source: ChunkSource, { signal }: { readonly signal?: AbortSignal | undefined } = {}) => pipe(source, signal),
    turns: receiver.turns,
    finalTurns: receiver.finalTurns,
    words: receiver.words,
    updateConfiguration(params: StreamingChanges) {
      assertOpen();
      const set = Object.fromEntries(Object.entries(withExtra(params)).filter(([, value]) => value !== undefined));
      if (Object.keys(set).length === 0)
        throw new BadInputError('params must contain at least one parameter to update.', { field: 'params' });
      connections.configure(set);
      receiver.configure(set);
    },
    forceEndpoint() {
      assertOpen();
      pump.forceEndpoint();
    },
    close: lifecycle.close,
    [Symbol.asyncDispose]: async () => void (await lifecycle.close()),
  });

  await lifecycle.opened;
  return session;
}

/** The accessors of a session, in a class for the reason that `Mutable` gives. */
class Accessors implements Pick<StreamingSession, 'state' | 'id' | 'heldMs' | 'writable'> {
  readonly #parts: Parts;
  readonly #emitter: EmitterControl<SessionEvents>;

  constructor(parts: Parts, emitter: EmitterControl<SessionEvents>) {
    this.#parts = parts;
    this.#emitter = emitter;
  }

  get state(): SessionState {
    return this.#parts.lifecycle.state;
  }

  get id(): string | undefined {
    return this.#parts.connections.sessionIds.at(-1);
  }

  get heldMs(): number {
    const { start, end } = this.#parts.pump.tape;
    return end - start;
  }

  get writable(): WritableStream<AudioChunk> {
    const { lifecycle, pump } = this.#parts;
    const emitter = this.#emitter;
    const close = async (): Promise<void> => void (await lifecycle.close());
    return new WritableStream<AudioChunk>({
      start(controller) {
        const fail = ({ error }: { readonly error: unknown }): void => void (error && controller.error(error));
        fail({ error: lifecycle.failure });
        emitter.once('close', fail);
      },
      write: pump.intake.write,
      close,
      abort: close,
    });
  }
}
