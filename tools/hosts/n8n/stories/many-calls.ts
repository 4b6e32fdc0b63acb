import { WebSocket } from 'ws';
import { phone } from '../phone/index.ts';
import type { Stage } from './stage.ts';

/** Bytes per millisecond of a phone line. */
const PER_MS = 8;
const [SILENCE, SOUND] = [0xff, 0x80];
const [PULSE_MS, TURNS] = [300, 3];
/** Milliseconds from turn to turn, which spread the executions of many calls. */
const [TURN_MS, TURN_OF_ONE_MS] = [8_000, 3_000];
/** Chunks of a phone line, and the frames that a client collects from them because the service takes no shorter ones, ms. */
const [CHUNK_MS, FRAME_MS] = [20, 60];

export interface ManyCalls {
  /** Number of turns in all calls. */
  readonly turns: number;
  /** Milliseconds from the end of a turn to its message, for a client of `ws` that talks to the service itself. */
  readonly bare: readonly number[];
  /** When the sound of a turn had been sent, ms since the epoch. */
  spokenAt(streamSid: string, turn: number): number;
}

/** The sounds of one of `count` calls. */
interface Plan {
  readonly audio: Uint8Array;
  /** Ends of the sounds, ms. */
  readonly ends: readonly number[];
}

function planOf(call: number, count: number): Plan {
  const turnMs = count === 1 ? TURN_OF_ONE_MS : TURN_MS;
  const leadMs = Math.floor((call * turnMs) / count / CHUNK_MS) * CHUNK_MS;
  const ends = Array.from({ length: TURNS }, (_, turn) => leadMs + turn * turnMs + PULSE_MS);
  const audio = new Uint8Array((leadMs + TURNS * turnMs) * PER_MS).fill(SILENCE);
  for (const end of ends) audio.fill(SOUND, (end - PULSE_MS) * PER_MS, end * PER_MS);
  return { audio, ends };
}

/** A phone call with a sound at the start of each `turnMs`. */
export function pulsesEvery(turnMs: number, turns: number): Uint8Array {
  const audio = new Uint8Array(turns * turnMs * PER_MS).fill(SILENCE);
  for (let turn = 0; turn < turns; turn++) {
    audio.fill(SOUND, turn * turnMs * PER_MS, (turn * turnMs + PULSE_MS) * PER_MS);
  }
  return audio;
}

/** Stream IDs of {@link callMany}. */
export const streamsOf = (count: number): string => `MZ${count}calls`;

/** First the same calls without n8n, and then over the bridge to the listeners of `line`. */
export async function callMany({ busy, bridge }: Stage, count: number, line: string): Promise<ManyCalls> {
  const plans = Array.from({ length: count }, (_, call) => planOf(call, count));
  const url = `${busy.url.replace('http', 'ws')}/v3/ws?sample_rate=8000&encoding=pcm_mulaw&format_turns=true`;
  const bare = (await Promise.all(plans.map((plan) => talk(url, busy.keys[0]!, plan)))).flat();
  const spoken = new Map<string, number>();
  await Promise.all(
    plans.map(({ audio, ends }, call) => {
      const streamSid = `${streamsOf(count)}${call}`;
      const onChunk = (ms: number): void => {
        const turn = ends.indexOf(ms);
        if (turn >= 0) spoken.set(`${streamSid} ${turn}`, Date.now());
      };
      return phone(`${bridge.twilioUrl}/${line}`, { streamSid, audio, onChunk });
    }),
  );
  return {
    turns: count * TURNS,
    bare,
    spokenAt: (streamSid, turn) => spoken.get(`${streamSid} ${turn}`) ?? Number.NaN,
  };
}

/** One call without n8n, from the chunks of a phone line. @returns the latency of each turn, ms */
async function talk(url: string, key: string, { audio, ends }: Plan): Promise<readonly number[]> {
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
  const startedAt = performance.now();
  for (let ms = 0, sent = 0; ms * PER_MS < audio.length; ms += CHUNK_MS) {
    const aheadMs = ms - (performance.now() - startedAt);
    if (aheadMs > 0) await new Promise((resolve) => setTimeout(resolve, aheadMs));
    if (ends.includes(ms)) spoken.push(Date.now());
    const spokenMs = ms + CHUNK_MS;
    if (spokenMs - sent < FRAME_MS) continue;
    socket.send(audio.subarray(sent * PER_MS, spokenMs * PER_MS));
    sent = spokenMs;
  }
  socket.send('{"type":"Terminate"}');
  await new Promise((resolve) => socket.once('close', resolve));
  return arrivals.map((at, turn) => at - spoken[turn]!);
}
