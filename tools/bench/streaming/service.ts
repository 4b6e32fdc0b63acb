/** The service: counts frames and answers like a busy conversation. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { FRAME_MS } from './clients.ts';

/** Frames for one message about a turn, and for one turn. */
const FRAMES_PER_PARTIAL = 4;
const FRAMES_PER_TURN = 48;

/** Starts the service over TLS, which the SDK requires. Returns its address. `key` and `cert` are file paths. */
export async function serve(key: string, cert: string): Promise<string> {
  const server = createServer({ key: await readFile(key), cert: await readFile(cert) });
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  sockets.on('connection', (socket) => {
    let frames = 0;
    let turn = 0;
    const send = (message: object): void => socket.send(JSON.stringify(message));
    send({ type: 'Begin', id: crypto.randomUUID(), expires_at: Math.floor(Date.now() / 1000) + 10_800 });
    socket.on('message', (_, isBinary) => {
      if (!isBinary) {
        send({ type: 'Termination', audio_duration_seconds: frames / 10, session_duration_seconds: 1 });
        socket.close(1000);
        return;
      }
      frames++;
      const isEnd = frames % FRAMES_PER_TURN === 0;
      if (isEnd || frames % FRAMES_PER_PARTIAL === 0) send(turnMessage(turn, frames, isEnd));
      if (isEnd) turn++;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `https://localhost:${(server.address() as AddressInfo).port}`;
}

/** As large as real messages: a word for every 400 ms since the turn began. */
function turnMessage(turn: number, frames: number, isEnd: boolean): object {
  const inTurn = ((frames - 1) % FRAMES_PER_TURN) + 1;
  const from = (frames - inTurn) * FRAME_MS;
  const words = Array.from({ length: inTurn / FRAMES_PER_PARTIAL }, (_, at) => ({
    start: from + at * 400,
    end: from + at * 400 + 320,
    text: `word${at}`,
    confidence: 0.987654321,
    word_is_final: true,
  }));
  return {
    turn_order: turn,
    turn_is_formatted: false,
    end_of_turn: isEnd,
    transcript: words.map(({ text }) => text).join(' '),
    end_of_turn_confidence: 0.123456789,
    words,
    type: 'Turn',
    sent_at: String(process.hrtime.bigint()),
  };
}
