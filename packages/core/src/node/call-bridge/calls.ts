import { readFrame } from './frames.ts';

/** A reader of all calls. */
export interface Listener {
  /** @returns whether the listener still takes messages */
  send(text: string): boolean;
}

/** The streams that a listener has read, with the last sequence number of each. */
export type Position = ReadonlyMap<string, number>;

/** Relays the messages of calls to listeners, and keeps the last ones for listeners that come back. */
export interface Calls {
  /** Takes a message of the telephony service. @returns the stream that it belongs to */
  receive(text: string): string | undefined;
  /** The connection of a stream ended without `stop`. */
  lost(streamSid: string): void;
  /** Sends what a listener has missed, and then everything. @returns what ends it */
  listen(listener: Listener, position: Position): () => void;
  /** Number of calls in progress. */
  readonly size: number;
}

export interface CallsOptions {
  /** Calls in progress at a time. @default 200 */
  readonly maxCalls?: number | undefined;
  /** Messages of a call that are kept, 50 for each second of audio. @default 3000: a minute */
  readonly kept?: number | undefined;
}

interface Call {
  /** The `start` message. */
  readonly start: string;
  readonly frames: { readonly text: string; readonly sequence: number }[];
  isOver: boolean;
}

/** Calls that have ended, and are kept for listeners that come back. */
const KEPT_ENDED = 50;

export function createCalls({ maxCalls = 200, kept = 3_000 }: CallsOptions = {}): Calls {
  const calls = new Map<string, Call>();
  const listeners = new Set<Listener>();

  const open = (): number => [...calls.values()].filter(({ isOver }) => !isOver).length;

  function broadcast(text: string): void {
    for (const listener of listeners) if (!listener.send(text)) listeners.delete(listener);
  }

  function end(call: Call): void {
    call.isOver = true;
    const ended = [...calls].filter(([, { isOver }]) => isOver);
    for (const [streamSid] of ended.slice(0, Math.max(0, ended.length - KEPT_ENDED))) calls.delete(streamSid);
  }

  return {
    receive(text) {
      const frame = readFrame(text);
      const { event, streamSid, sequence = 0 } = frame ?? {};
      if (streamSid === undefined) return undefined;
      let call = calls.get(streamSid);
      if (event === 'start' && call === undefined) {
        if (open() >= maxCalls) return undefined;
        call = { start: text, frames: [], isOver: false };
        calls.set(streamSid, call);
      } else if (call === undefined || call.isOver) {
        return undefined;
      } else {
        call.frames.push({ text, sequence });
        // Removed in groups, because the front of a list is expensive to remove.
        if (call.frames.length > kept * 1.1) call.frames.splice(0, call.frames.length - kept);
      }
      broadcast(text);
      if (event === 'stop') end(call);
      return streamSid;
    },

    lost(streamSid) {
      const call = calls.get(streamSid);
      if (call === undefined || call.isOver) return;
      const sequence = (call.frames.at(-1)?.sequence ?? 1) + 1;
      const text = JSON.stringify({ event: 'stop', sequenceNumber: String(sequence), streamSid, lost: true });
      call.frames.push({ text, sequence });
      broadcast(text);
      end(call);
    },

    listen(listener, position) {
      for (const [streamSid, { start, frames, isOver }] of calls) {
        const read = position.get(streamSid);
        // A call that was over before the listener came is history.
        if (read === undefined && isOver) continue;
        if (read === undefined) listener.send(start);
        for (const { text, sequence } of frames) if (sequence > (read ?? 0)) listener.send(text);
      }
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },

    get size() {
      return open();
    },
  };
}
