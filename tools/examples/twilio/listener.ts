import {
  type Connect,
  type CallListener,
  type PhoneCallsOptions,
  transcribeCalls,
} from '@aai-connectors/core/streaming';
import { WebSocket } from 'ws';

export interface BridgeListener {
  /** Breaks the connection, as a network does. The listener comes back. */
  cut(): void;
  /** Resolves after the last turns. */
  close(): Promise<void>;
}

export interface BridgeListenerOptions extends PhoneCallsOptions {
  /** Milliseconds before another attempt to connect. @default 1000 */
  readonly retryMs?: number | undefined;
}

/**
 * Transcribes all calls of a call bridge. After a lost connection, it asks for what it has missed, so each piece of audio
 * is transcribed exactly once.
 */
export function listenToCalls(
  callsUrl: string,
  connect: Connect,
  listener: CallListener,
  { retryMs = 1_000, ...options }: BridgeListenerOptions = {},
): BridgeListener {
  const calls = transcribeCalls(connect, { format_turns: true }, listener, options);
  let isOver = false;
  let retry: NodeJS.Timeout | undefined;
  let socket = open();

  function open(): WebSocket {
    const opened = new WebSocket(callsUrl, { perMessageDeflate: false });
    opened.on('open', () => opened.send(JSON.stringify({ event: 'resume', streams: calls.position })));
    opened.on('message', (data: Buffer) => calls.receive(data.toString()));
    // The close event follows.
    opened.on('error', () => undefined);
    opened.on('close', () => {
      if (!isOver) retry = setTimeout(() => (socket = open()), retryMs);
    });
    return opened;
  }

  return {
    cut: () => socket.terminate(),
    async close() {
      isOver = true;
      clearTimeout(retry);
      socket.terminate();
      await calls.close();
    },
  };
}
