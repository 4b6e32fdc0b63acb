import { isRecord, readRecord } from '../../record.ts';

/** A stream of Twilio Media Streams, which carries one or two tracks of a phone call. */
export interface PhoneStream {
  readonly streamSid: string;
  readonly callSid: string;
  /** The parameters of the TwiML. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** A message of Twilio Media Streams that matters here. */
export type PhoneFrame =
  | { readonly kind: 'start'; readonly sequence: number; readonly stream: PhoneStream }
  | {
      readonly kind: 'media';
      readonly sequence: number;
      readonly streamSid: string;
      readonly track: string;
      /** ms from the start of the stream */
      readonly timestamp: number;
      readonly audio: Uint8Array;
    }
  | {
      readonly kind: 'stop';
      readonly sequence: number;
      readonly streamSid: string;
      /** The connection of the call broke. */
      readonly isLost: boolean;
    }
  /** Another listener has transcribed the stream up to `sequence`. */
  | { readonly kind: 'resumed'; readonly sequence: number; readonly streamSid: string };

/** What Twilio sends: 8-bit mu-law, 8 kHz, one channel. */
export const PHONE_AUDIO = { encoding: 'pcm_mulaw', sample_rate: 8_000 } as const;

export const PHONE_BYTES_PER_MS = 8;

/** The byte of silence in mu-law. */
export const PHONE_SILENCE = 0xff;

/**
 * Reads a message. `undefined` for other messages, such as `connected` and `dtmf`, and for anything that is none. Never
 * throws. Numbers arrive as text.
 *
 * Source: https://www.twilio.com/docs/voice/media-streams/websocket-messages
 */
export function readPhoneFrame(text: string): PhoneFrame | undefined {
  const frame = readRecord(text);
  if (frame === undefined) return undefined;
  const { event, streamSid, sequenceNumber } = frame;
  if (typeof streamSid !== 'string' || streamSid === '') return undefined;
  const sequence = numberOf(sequenceNumber);
  if (event === 'stop') return { kind: 'stop', sequence, streamSid, isLost: frame['lost'] === true };
  if (event === 'resumed') return { kind: 'resumed', sequence, streamSid };
  if (event === 'start') return { kind: 'start', sequence, stream: streamOf(streamSid, frame['start']) };
  const media = frame['media'];
  if (event !== 'media' || !isRecord(media)) return undefined;
  const audio = bytesOf(media['payload']);
  if (audio === undefined) return undefined;
  const track = typeof media['track'] === 'string' ? media['track'] : 'inbound';
  return { kind: 'media', sequence, streamSid, track, timestamp: numberOf(media['timestamp']), audio };
}

function streamOf(streamSid: string, start: unknown): PhoneStream {
  const { callSid, customParameters } = isRecord(start) ? start : {};
  const given = isRecord(customParameters) ? Object.entries(customParameters) : [];
  return {
    streamSid,
    callSid: typeof callSid === 'string' ? callSid : '',
    parameters: Object.fromEntries(given.map(([name, value]) => [name, String(value)])),
  };
}

function numberOf(value: unknown): number {
  const number = Number(value);
  return Number.isFinite(number) && number > 0 ? number : 0;
}

function bytesOf(payload: unknown): Uint8Array | undefined {
  if (typeof payload !== 'string') return undefined;
  try {
    const binary = atob(payload);
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
