import { readFileSync } from 'node:fs';

/** Bytes and milliseconds of a chunk of Twilio Media Streams. */
const [CHUNK_BYTES, CHUNK_MS] = [160, 20];
/** Samples of the recordings for one of the phone line. */
const RATIO = 2;
const WAV_HEADER = 44;

/** A recording of 16 kHz as a phone line carries it: mu-law, 8 kHz. */
export function phoneAudio(wav: string): Uint8Array {
  const file = readFileSync(wav);
  const samples = new Int16Array(file.buffer, file.byteOffset + WAV_HEADER, (file.length - WAV_HEADER) >> 1);
  return Uint8Array.from({ length: Math.floor(samples.length / RATIO) }, (_, at) =>
    mulawOf(Math.round((samples[at * RATIO]! + samples[at * RATIO + 1]!) / RATIO)),
  );
}

/** One sample, by ITU-T G.711. */
function mulawOf(sample: number): number {
  const magnitude = Math.min(Math.abs(sample) >> 2, 8158) + 33;
  const exponent = Math.max(0, Math.floor(Math.log2(magnitude)) - 5);
  const mantissa = (magnitude >> (exponent + 1)) & 15;
  return ~((sample < 0 ? 0x80 : 0) | (exponent << 4) | mantissa) & 0xff;
}

export interface PhoneCall {
  readonly streamSid: string;
  readonly audio: Uint8Array;
  /** Parameters of the TwiML. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Called before each chunk, with its position, ms. */
  readonly onChunk?: (ms: number) => void;
}

/** Calls a server for Twilio Media Streams as Twilio does, in real time. Resolves when the call is over. */
export async function phone(url: string, { streamSid, audio, parameters = {}, onChunk }: PhoneCall): Promise<void> {
  const socket = new WebSocket(url);
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error(`${url} refuses the call.`)));
  });
  const send = (message: object): void => socket.send(JSON.stringify(message));
  let sequence = 1;
  const callSid = streamSid.replace(/^MZ/, 'CA');
  send({ event: 'connected', protocol: 'Call', version: '1.0.0' });
  send({
    event: 'start',
    sequenceNumber: String(sequence),
    streamSid,
    start: {
      ...{ streamSid, accountSid: 'AC0', callSid, tracks: ['inbound'], customParameters: parameters },
      mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
    },
  });
  const startedAt = performance.now();
  for (let chunk = 1, at = 0; at < audio.length; chunk++, at += CHUNK_BYTES) {
    const ms = (chunk - 1) * CHUNK_MS;
    const aheadMs = ms - (performance.now() - startedAt);
    if (aheadMs > 0) await new Promise((resolve) => setTimeout(resolve, aheadMs));
    onChunk?.(ms);
    const payload = Buffer.from(audio.subarray(at, at + CHUNK_BYTES)).toString('base64');
    send({
      event: 'media',
      sequenceNumber: String(++sequence),
      streamSid,
      media: { track: 'inbound', chunk: String(chunk), timestamp: String(ms), payload },
    });
  }
  send({ event: 'stop', sequenceNumber: String(++sequence), streamSid, stop: { accountSid: 'AC0', callSid } });
  await new Promise<void>((resolve) => {
    socket.addEventListener('close', () => resolve());
    socket.close();
  });
}
