import { WebSocket } from 'ws';
import { phone } from '../phone/index.ts';
import type { Stage } from './stage.ts';

/** Bytes per millisecond of a phone line. */
const PER_MS = 8;
const [SILENCE, SOUND] = [0xff, 0x80];
const [PULSE_MS, TURN_MS, TURNS] = [300, 8_000, 3];
/** Frames of the client that talks to the service itself, ms: what the core sends too. */
const FRAME_MS = 100;

export interface ManyCalls {
  /** Number of turns in all calls. */
  readonly turns: number;
  /** Milliseconds from the end of a turn to its message, for a client of `ws` that talks to the service itself. */
  readonly bare: readonly number[];
  /** When the sound of a turn had been sent, ms since the epoch. */
  spokenAt(streamSid: string, turn: number): number;
}

/** Calls with few, short turns, at different times, so that n8n has no more than some executions each second. */
const leadMs = (call: number, count: number): number => Math.floor((call * TURN_MS) / count / FRAME_MS) * FRAME_MS;

const endMs = (call: number, count: number, turn: number): number => leadMs(call, count) + turn * TURN_MS + PULSE_MS;

function audioOf(call: number, count: number): Uint8Array {
  const audio = new Uint8Array((leadMs(call, count) + TURNS * TURN_MS) * PER_MS).fill(SILENCE);
  for (let turn = 0; turn < TURNS; turn++) {
    const end = endMs(call, count, turn);
    audio.fill(SOUND, (end - PULSE_MS) * PER_MS, end * PER_MS);
  }
  return audio;
}

/** First the same calls without n8n, and then over the bridge. */
export async function callMany({ busy, bridge }: Stage, count: number): Promise<ManyCalls> {
  const all = Array.from({ length: count }, (_, call) => call);
  const url = `${busy.url.replace('http', 'ws')}/v3/ws?sample_rate=8000&encoding=pcm_mulaw&format_turns=true`;
  const bare = (await Promise.all(all.map((call) => talk(url, busy.keys[0]!, call, count)))).flat();
  const spoken = new Map<string, number>();
  await Promise.all(
    all.map((call) => {
      const streamSid = `MZmany${call}`;
      const onChunk = (ms: number): void => {
        for (let turn = 0; turn < TURNS; turn++) {
          if (ms === endMs(call, count, turn)) spoken.set(`${streamSid} ${turn}`, Date.now());
        }
      };
      return phone(bridge.twilioUrl, { streamSid, audio: audioOf(call, count), onChunk });
    }),
  );
  return {
    turns: count * TURNS,
    bare,
    spokenAt: (streamSid, turn) => spoken.get(`${streamSid} ${turn}`) ?? Number.NaN,
  };
}

/** One call without n8n. @returns the latency of each turn, ms */
async function talk(url: string, key: string, call: number, count: number): Promise<readonly number[]> {
  const socket = new WebSocket(url, { headers: { authorization: key }, perMessageDeflate: false });
  const arrivals: number[] = [];
  const spoken: number[] = [];
  const begun = new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as Readonly<Record<string, unknown>>;
      if (message['type'] === 'Begin') resolve();
      if (message['type'] === 'Turn' && message['turn_is_formatted'] === true) arrivals.push(Date.now());
    });
  });
  await begun;
  const audio = audioOf(call, count);
  const startedAt = performance.now();
  for (let ms = 0; ms * PER_MS < audio.length; ms += FRAME_MS) {
    const aheadMs = ms - (performance.now() - startedAt);
    if (aheadMs > 0) await new Promise((resolve) => setTimeout(resolve, aheadMs));
    if ((ms - leadMs(call, count) - PULSE_MS) % TURN_MS === 0 && ms >= endMs(call, count, 0)) spoken.push(Date.now());
    socket.send(audio.subarray(ms * PER_MS, (ms + FRAME_MS) * PER_MS));
  }
  socket.send('{"type":"Terminate"}');
  await new Promise((resolve) => socket.once('close', resolve));
  return arrivals.map((at, turn) => at - spoken[turn]!);
}

/** Milliseconds from the end of a turn, in words. */
export const latencyTable = (rows: Readonly<Record<string, readonly number[]>>): string =>
  Object.entries(rows)
    .map(([name, values]) => {
      const sorted = values.toSorted((a, b) => a - b);
      const at = (share: number): number =>
        Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!);
      return `${name} p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(1)} ms`;
    })
    .join('; ');
