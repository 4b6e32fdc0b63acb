import { type CallListener, transcribeCalls } from '../core.ts';
import { createFeeds } from './feeds.ts';
import { http } from './http.ts';
import { liveIo } from './io.ts';
import { callData, endData, endOfCall, gapData, turnData } from './items.ts';
import { createOutages } from './outages.ts';
import { sessionOptions, type Source, type SourceParts } from './parts.ts';
import { problemAt, SOURCE_NAMES } from './reach.ts';
import { type Loss, stayConnected } from './sockets.ts';

/** What a bridge sends while nothing happens. */
const HEARTBEAT = '{"event":"heartbeat"}';

/** All calls of a bridge for Twilio Media Streams, or those of a line. */
const calls: Source = async (parts) => {
  const { settings, connect, signal, emit, emitEnd } = parts;
  const listener: CallListener = {
    onTurn: (track, turn) => emit('turn', { ...turnData(turn), ...callData(track) }),
    onGap: (track, span) => emit('gap', { ...gapData(span), ...callData(track) }),
    onEnd: (track, end) => emitEnd(end, { ...endData(end, endOfCall(end.reason)), ...callData(track) }),
  };
  const { tracks, params } = settings;
  const phone = transcribeCalls(connect, params, listener, { ...sessionOptions(settings), tracks });
  const { onOpen, onLost } = connectionLog(parts);
  await stayConnected(
    settings.address,
    {
      onOpen() {
        onOpen();
        // The bridge repeats what was lost since then.
        return JSON.stringify({ event: 'resume', streams: phone.position, name: nameOf(parts) });
      },
      // The next trigger of this workflow continues the calls in progress.
      onLeave: () => JSON.stringify({ event: 'leave', streams: phone.position }),
      onMessage: (data) => (typeof data === 'string' ? phone.receive(data) : undefined),
      isHeartbeat: (data) => data === HEARTBEAT,
      onLost,
    },
    liveIo,
    signal,
  );
  await phone.close();
};

/** The same for the trigger of a workflow in all processes of n8n, and after a restart. */
function nameOf({ host }: SourceParts): string {
  const place = `${host.getInstanceId()}/${host.getWorkflow().id}/${host.getNode().id}`;
  return host.getMode() === 'manual' ? `${place}/test` : place;
}

/** Audio in the binary messages of a WebSocket server. The first audio opens a session. */
const websocket: Source = async (parts) => {
  const feeds = createFeeds(parts, { isLive: true });
  const { onOpen, onLost } = connectionLog(parts);
  await stayConnected(
    parts.settings.address,
    {
      onOpen() {
        onOpen();
        return undefined;
      },
      onMessage: (data) => (typeof data === 'string' ? undefined : void feeds.current()?.write(data)),
      onLost(loss) {
        feeds.end(loss.isRegular ? 'ended' : 'lost');
        onLost(loss);
      },
    },
    liveIo,
    parts.signal,
  );
  await feeds.close();
};

export const SOURCES = { calls, websocket, http } as const;

/** Reports the state of the connection to a server. */
function connectionLog({ host, settings: { source, address }, signal, log, reportOutage }: SourceParts) {
  const outages = createOutages(() => liveIo.now());
  const name = SOURCE_NAMES[source];
  return {
    onOpen: () => outages.over(),
    onLost(loss: Loss): void {
      const isLong = outages.failed();
      if (loss.wasOpen) log(`The connection to the ${name} was lost. ${loss.reason} Connecting again.`);
      else {
        void problemAt(host, source, address).then((problem = loss.reason) => {
          if (signal.aborted) return;
          log(`The ${name} cannot be reached. ${problem} Trying again.`);
          if (isLong) reportOutage(problem);
        });
      }
    },
  };
}
