/** Process of the comparison: speaks into one client in real time and reports the words that it gets back. */
import { setTimeout as pause } from 'node:timers/promises';
import { conversation, seeded } from '@aai-connectors/live-simulation';
import { markedAudio } from '@aai-connectors/stand-in';
import { type OpenPeer, type PeerId, PEERS } from './clients.ts';
import type { ReportedWord } from './reconnect-loop.ts';
import { RATE } from './service.ts';

export interface Assignment {
  readonly peer: PeerId;
  readonly base: string;
  readonly totalMs: number;
  readonly seed: number;
}

/** `started` when the first chunk is sent, then the words. */
export type Report = 'started' | { readonly words: readonly ReportedWord[] };

const CHUNK_MS = 100;

process.once('message', (assignment: Assignment) => {
  void speak(assignment).then((words) => process.send?.({ words }, () => process.exit(0)));
});

async function speak({ peer, base, totalMs, seed }: Assignment): Promise<readonly ReportedWord[]> {
  const audio = markedAudio(conversation(totalMs, seeded(seed)), totalMs, RATE);
  const open: OpenPeer = await PEERS[peer].load();
  const words: ReportedWord[] = [];
  const client = await open(base, (word) => words.push(word));
  process.send?.('started');
  const began = performance.now();
  const size = (RATE * CHUNK_MS) / 1000;
  for (let at = 0; at < audio.length; at += size) {
    const atMs = (at / RATE) * 1000;
    await pause(Math.max(0, began + atMs + CHUNK_MS - performance.now()));
    const chunk = audio.subarray(at, at + size);
    client.send(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength), atMs);
  }
  await client.close();
  return words;
}
