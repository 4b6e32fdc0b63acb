import { readFrame } from './frames.ts';

/** A reader of all calls. */
export interface Listener {
  /** @returns whether the listener still takes messages */
  send(text: string): boolean;
}

/** The streams that a listener has read, with the last sequence number of each. */
export type Position = ReadonlyMap<string, number>;

/** What a listener wants. */
export interface Subscription {
  readonly position: Position;
  /** Only the calls of this line. @default all calls */
  readonly line?: string | undefined;
  /** Continues where a listener of this name left. */
  readonly name?: string | undefined;
}

/** Relays the messages of calls to listeners, and keeps the last ones for listeners that come back. */
export interface Calls {
  /** Takes a message of the telephony service, on a line. @returns the stream that it belongs to */
  receive(text: string, line?: string): string | undefined;
  /** The connection of a stream ended without `stop`. */
  lost(streamSid: string): void;
  /** Sends what a listener has missed, and then everything. @returns what ends it */
  listen(listener: Listener, subscription: Subscription): () => void;
  /** A listener has transcribed the calls up to here. The next listener of its name continues from there. */
  left(name: string, position: Position): void;
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
  readonly line: string | undefined;
  /** The `start` message. */
  readonly start: string;
  readonly frames: { readonly text: string; readonly sequence: number }[];
  isOver: boolean;
}

/** Calls that have ended, and are kept for listeners that come back. */
const KEPT_ENDED = 50;
/** Names of listeners that have left. */
const KEPT_NAMES = 200;

export function createCalls({ maxCalls = 200, kept = 3_000 }: CallsOptions = {}): Calls {
  const calls = new Map<string, Call>();
  const listeners = new Map<Listener, string | undefined>();
  /** Where listeners left, by their names. */
  const leftAt = new Map<string, Position>();

  const open = (): number => [...calls.values()].filter(({ isOver }) => !isOver).length;

  const isOn = (call: Call, line: string | undefined): boolean => line === undefined || line === call.line;

  function broadcast(call: Call, text: string): void {
    for (const [listener, line] of listeners) {
      if (isOn(call, line) && !listener.send(text)) listeners.delete(listener);
    }
  }

  function end(call: Call): void {
    call.isOver = true;
    const ended = [...calls].filter(([, { isOver }]) => isOver);
    for (const [streamSid] of ended.slice(0, Math.max(0, ended.length - KEPT_ENDED))) calls.delete(streamSid);
  }

  return {
    receive(text, line) {
      const frame = readFrame(text);
      const { event, streamSid, sequence = 0 } = frame ?? {};
      if (streamSid === undefined) return undefined;
      let call = calls.get(streamSid);
      if (event === 'start' && call === undefined) {
        if (open() >= maxCalls) return undefined;
        call = { line, start: text, frames: [], isOver: false };
        calls.set(streamSid, call);
      } else if (call === undefined || call.isOver) {
        return undefined;
      } else {
        call.frames.push({ text, sequence });
        // Removed in groups, because the front of a list is expensive to remove.
        if (call.frames.length > kept * 1.1) call.frames.splice(0, call.frames.length - kept);
      }
      broadcast(call, text);
      if (event === 'stop') end(call);
      return streamSid;
    },

    lost(streamSid) {
      const call = calls.get(streamSid);
      if (call === undefined || call.isOver) return;
      const sequence = (call.frames.at(-1)?.sequence ?? 1) + 1;
      const text = JSON.stringify({ event: 'stop', sequenceNumber: String(sequence), streamSid, lost: true });
      call.frames.push({ text, sequence });
      broadcast(call, text);
      end(call);
    },

    listen(listener, { position, line, name }) {
      const before = name === undefined ? undefined : leftAt.get(name);
      for (const [streamSid, call] of calls) {
        if (!isOn(call, line)) continue;
        const read = position.get(streamSid);
        // A call that was over before the listener came is history.
        if (read === undefined && call.isOver) continue;
        if (read === undefined) listener.send(call.start);
        const resumed = read === undefined ? before?.get(streamSid) : undefined;
        if (resumed !== undefined) listener.send(resumedAt(streamSid, resumed));
        const from = read ?? resumed ?? 0;
        for (const { text, sequence } of call.frames) if (sequence > from) listener.send(text);
      }
      listeners.set(listener, line);
      return () => void listeners.delete(listener);
    },

    left(name, position) {
      leftAt.delete(name);
      leftAt.set(name, new Map([...position].filter(([streamSid]) => calls.get(streamSid)?.isOver === false)));
      if (leftAt.size > KEPT_NAMES) leftAt.delete(leftAt.keys().next().value!);
    },

    get size() {
      return open();
    },
  };
}

/** Another listener has transcribed the stream up to here. */
const resumedAt = (streamSid: string, sequence: number): string =>
  JSON.stringify({ event: 'resumed', streamSid, sequenceNumber: String(sequence) });
