/** The clients that are compared. */
import type { WebSocket } from 'ws';

export const FRAME_MS = 100;
export const RATE = 16_000;
export const FRAME = new Uint8Array((RATE * 2 * FRAME_MS) / 1000).map((_, at) => (at * 31) % 251);

/** As long as real keys, because clients search messages for it. */
const KEY = '0123456789abcdef0123456789abcdef';

/** A live session as the benchmark uses it. */
export interface Session {
  /** Sends a frame; resolves when there is room for the next one. */
  send(frame: Uint8Array): Promise<void> | void;
  close(): Promise<void>;
}

export type Kind = 'ws' | 'core' | 'sdk';

export const NAMES: Readonly<Record<Kind, string>> = {
  ws: 'bare ws and JSON.parse',
  core: 'core, streaming.connect',
  sdk: 'official SDK',
};

export const KINDS = Object.keys(NAMES) as readonly Kind[];

export type Turn = Readonly<Record<string, unknown>>;

/** Opens a session. `isPaced`: the audio is sent in real time. */
export type Open = (base: string, onTurn: (turn: Turn) => void, isPaced: boolean) => Promise<Session>;

/** Loads a client. The others are not in the memory of the process. */
export const CLIENTS: Readonly<Record<Kind, () => Promise<Open>>> = {
  async ws() {
    const { WebSocket: Socket } = await import('ws');
    return (base, onTurn) =>
      new Promise((resolve, reject) => {
        const socket = new Socket(`${base.replace('https', 'wss')}/v3/ws?sample_rate=${RATE}`, {
          headers: { authorization: KEY },
          perMessageDeflate: false,
        });
        socket.on('error', reject);
        const ended = new Promise<void>((done) => socket.on('close', () => done()));
        socket.on('message', (data: Buffer) => {
          const message = JSON.parse(data.toString()) as Turn;
          if (message['type'] === 'Turn') onTurn(message);
          else if (message['type'] === 'Begin') {
            resolve({
              send: (frame) => {
                socket.send(frame);
                return socket.bufferedAmount > 1 << 18 ? pause() : undefined;
              },
              close: () => {
                socket.send('{"type":"Terminate"}');
                return ended;
              },
            });
          }
        });
      });
  },
  async core() {
    const { createClient } = await import('@aai-connectors/core/node');
    return async (base, onTurn, isPaced) => {
      const client = createClient({ apiKey: KEY, hosts: { streaming: base } });
      const options = isPaced ? {} : { slackMs: Infinity };
      const session = await client.streaming.connect({ sample_rate: RATE }, { frameMs: FRAME_MS, ...options });
      session.on('turn', onTurn);
      session.on('error', (error) => {
        throw error;
      });
      return { send: (frame) => session.write(frame), close: async () => void (await session.close()) };
    };
  },
  async sdk() {
    const { AssemblyAI } = await import('assemblyai');
    return async (base, onTurn) => {
      const client = new AssemblyAI({ apiKey: KEY });
      const transcriber = client.streaming.transcriber({
        sampleRate: RATE,
        websocketBaseUrl: `${base.replace('https', 'wss')}/v3/ws`,
      } as never);
      transcriber.on('turn', (turn) => onTurn(turn as never));
      transcriber.on('error', () => undefined);
      await transcriber.connect();
      // It has no backpressure: the socket shows how much audio is in memory.
      const { socket } = transcriber as unknown as { socket: WebSocket };
      return {
        send: (frame) => {
          transcriber.sendAudio(frame as never);
          return socket.bufferedAmount > 1 << 18 ? pause() : undefined;
        },
        close: () => transcriber.close(),
      };
    };
  },
};

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));
