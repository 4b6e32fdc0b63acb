import { setTimeout as pause } from 'node:timers/promises';
import { stt } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { WebSocket } from 'ws';
import { SAMPLE_RATE } from './recording.ts';

/** A final transcript. */
export interface Final {
  readonly text: string;
  /** When it arrived, ms after the first sample was sent. */
  readonly arrivedMs: number;
}

export interface Spoken {
  readonly finals: readonly Final[];
  /** Numbers of the events by their names. */
  readonly events: Readonly<Record<string, number>>;
}

export interface SpeakOptions {
  readonly sampleRate?: number;
  readonly channels?: number;
  /** Called once, that many milliseconds after the first sample. */
  readonly at?: { readonly ms: number; readonly run: () => void };
}

/** Duration of the frames that LiveKit's rooms deliver. */
const FRAME_MS = 20;

/** Sends samples in real time. */
async function inRealTime(
  samples: Int16Array,
  samplesPerMs: number,
  frameMs: number,
  { at }: SpeakOptions,
  send: (part: Int16Array) => void,
): Promise<void> {
  const began = performance.now();
  const size = samplesPerMs * frameMs;
  for (let position = 0; position < samples.length; position += size) {
    const ms = position / samplesPerMs;
    await pause(Math.max(0, began + ms + frameMs - performance.now()));
    send(samples.subarray(position, position + size));
    if (at !== undefined && ms <= at.ms && at.ms < ms + frameMs) at.run();
  }
}

/** Speaks into a plugin of LiveKit, as a room does, and reads its events. */
export async function speakTo(source: stt.STT, samples: Int16Array, options: SpeakOptions = {}): Promise<Spoken> {
  const { sampleRate = SAMPLE_RATE, channels = 1 } = options;
  const stream = source.stream();
  const finals: Final[] = [];
  const events: Record<string, number> = {};
  const began = performance.now();
  const reading = (async () => {
    for await (const { type, alternatives } of stream) {
      const name = stt.SpeechEventType[type];
      events[name] = (events[name] ?? 0) + 1;
      if (type !== stt.SpeechEventType.FINAL_TRANSCRIPT) continue;
      finals.push({ text: alternatives?.[0].text ?? '', arrivedMs: performance.now() - began });
    }
  })();
  await inRealTime(samples, (sampleRate * channels) / 1000, FRAME_MS, options, (part) =>
    stream.pushFrame(new AudioFrame(Int16Array.from(part), sampleRate, channels, part.length / channels)),
  );
  stream.endInput();
  await reading;
  return { finals, events };
}

/** Speaks into the API without LiveKit or a client, for the shortest possible latency. */
export async function speakToApi(baseUrl: string, apiKey: string, samples: Int16Array): Promise<Spoken> {
  const url = `${baseUrl}/v3/ws?sample_rate=${SAMPLE_RATE}&format_turns=true`;
  const socket = new WebSocket(url, { headers: { authorization: apiKey }, perMessageDeflate: false });
  const finals: Final[] = [];
  let began = performance.now();
  const closed = new Promise<void>((resolve, reject) => {
    socket.once('close', () => resolve());
    socket.once('error', reject);
  });
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as Readonly<Record<string, unknown>>;
    if (message['type'] === 'Turn' && message['end_of_turn'] === true && message['turn_is_formatted'] === true) {
      finals.push({ text: String(message['transcript']), arrivedMs: performance.now() - began });
    }
  });
  await new Promise<void>((resolve) => socket.once('message', () => resolve()));
  began = performance.now();
  await inRealTime(samples, SAMPLE_RATE / 1000, 100, {}, (part) =>
    socket.send(new Uint8Array(part.buffer, part.byteOffset, part.byteLength)),
  );
  socket.send(JSON.stringify({ type: 'Terminate' }));
  await closed;
  return { finals, events: {} };
}
