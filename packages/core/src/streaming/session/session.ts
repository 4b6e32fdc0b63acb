import { BadInputError } from '../../errors.ts';
import { withExtra } from '../../extra.ts';
import type { AudioChunk } from '../audio/source.ts';
import { type Connections, createConnections, type Target } from '../connection/connections.ts';
import type { StreamingIo } from '../host.ts';
import { ignoredIn } from '../incoming/configuration.ts';
import { createReceiver, type Receiver } from '../incoming/receiver.ts';
import { report } from '../lib/deferred.ts';
import { createEmitter } from '../lib/emitter.ts';
import { createTimers } from '../lib/timers.ts';
import type { SentParams, Settings } from '../options.ts';
import { createPump, type Pump } from '../outgoing/pump.ts';
import type { SessionEvents, StreamingSession } from './events.ts';
import { createLifecycle, type Lifecycle } from './lifecycle.ts';

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
  const close = async (): Promise<void> => void (await lifecycle.close());

  const session: StreamingSession = {
    on: emitter.on,
    once: emitter.once,
    off: emitter.off,
    get state() {
      return lifecycle.state;
    },
    get id() {
      return connections.sessionIds.at(-1);
    },
    get heldMs() {
      return pump.tape.end - pump.tape.start;
    },
    write,
    pipe: (source, { signal } = {}) => pipe(source, signal),
    get writable() {
      return new WritableStream<AudioChunk>({
        start(controller) {
          const fail = ({ error }: { readonly error: unknown }): void => void (error && controller.error(error));
          fail({ error: lifecycle.failure });
          emitter.once('close', fail);
        },
        write,
        close,
        abort: close,
      });
    },
    turns: receiver.turns,
    finalTurns: receiver.finalTurns,
    words: receiver.words,
    updateConfiguration(params) {
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
    [Symbol.asyncDispose]: close,
  };

  await lifecycle.opened;
  return session;
}
