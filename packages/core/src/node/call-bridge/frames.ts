import { readRecord } from '../../record.ts';

/** A message of Twilio Media Streams. */
export interface CallFrame {
  readonly event: string;
  /** Identifies the stream; absent in `connected`. */
  readonly streamSid: string | undefined;
  /** Counts from 1 within the stream. */
  readonly sequence: number;
}

/** Bytes of a message. A frame of audio has about 400. */
export const MOST_FRAME_BYTES = 64 * 1024;

/**
 * Reads the part of a message that a relay needs. `undefined` for anything else.
 *
 * Source: https://www.twilio.com/docs/voice/media-streams/websocket-messages
 */
export function readFrame(text: string): CallFrame | undefined {
  if (text.length > MOST_FRAME_BYTES) return undefined;
  const frame = readRecord(text);
  if (typeof frame?.['event'] !== 'string') return undefined;
  const { event, streamSid, sequenceNumber } = frame;
  return {
    event,
    streamSid: typeof streamSid === 'string' && streamSid !== '' ? streamSid : undefined,
    // Twilio sends numbers as text.
    sequence: Number(sequenceNumber) || 0,
  };
}
