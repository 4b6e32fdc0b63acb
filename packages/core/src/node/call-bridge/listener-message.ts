import { isRecord, readRecord } from '../../record.ts';
import type { Position } from './calls.ts';

/** A message of a listener. */
export interface ListenerMessage {
  readonly event: string | undefined;
  readonly name: string | undefined;
  readonly streams: Position;
}

const LONGEST_NAME = 200;

/** Reads a message of a listener. Ignores what is not valid: a listener that is new sends no streams. */
export function readListenerMessage(text: string): ListenerMessage {
  const { event, name, streams } = readRecord(text) ?? {};
  return {
    event: typeof event === 'string' ? event : undefined,
    name: typeof name === 'string' && name !== '' && name.length <= LONGEST_NAME ? name : undefined,
    streams: new Map(
      Object.entries(isRecord(streams) ? streams : {}).map(([streamSid, sequence]) => [
        streamSid,
        Number(sequence) || 0,
      ]),
    ),
  };
}
