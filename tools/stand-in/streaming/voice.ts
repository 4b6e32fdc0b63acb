import type { Clock } from '../clock.ts';
import type { EndingName } from './endings.ts';
import type { SessionFault, SessionMishap } from './faults.ts';
import { createOutbox } from './outbox.ts';

/** The service's end of one connection. */
export interface Wire {
  send(data: string | Uint8Array): void;
  close(code: number, reason: string): void;
  /** Breaks it without a close handshake. */
  destroy(): void;
  /** Keeps it, and neither reads nor answers any more. */
  freeze(): void;
}

/** What a session sends, with its latency and its faults. */
export interface Voice {
  /** Says it after the latency, and `ms` more. */
  say(message: object, ms?: number): void;
  /** Does it behind everything that was said. */
  then(task: () => void): void;
  /** Says it at once. */
  begin(message: object): void;
  suffer(mishap: SessionMishap): void;
  /** Messages behind `Begin` so far. */
  readonly sent: number;
  readonly isFrozen: boolean;
  /** Says nothing any more. */
  silence(): void;
}

export interface VoiceOptions {
  readonly wire: Wire;
  readonly clock: Clock;
  readonly latencyMs: number;
  readonly faults: readonly SessionFault[];
  /** Ends the session with any code, or in a documented way. */
  readonly close: (code: number, reason: string) => void;
  readonly end: (name: EndingName) => void;
  /** The connection broke from this side. */
  readonly gone: () => void;
}

export function createVoice({ wire, clock, latencyMs, faults, close, end, gone }: VoiceOptions): Voice {
  const outbox = createOutbox(clock);
  let isSilent = false;
  let isFrozen = false;
  let isDoubled = false;
  let isUnformatted = false;
  let swap: 'no' | 'next' | { readonly held: string } = 'no';
  let sent = 0;

  function give(data: string | Uint8Array): void {
    if (!isSilent && !isFrozen) wire.send(data);
  }

  function speak(message: object): void {
    if (isUnformatted && 'turn_is_formatted' in message && message.turn_is_formatted === true) return;
    sent++;
    for (const { at, do: mishap } of faults) {
      if (typeof at === 'object' && 'message' in at && at.message === sent) suffer(mishap);
    }
    const text = JSON.stringify(message);
    const isTurn = 'turn_order' in message;
    if (swap === 'next') {
      swap = { held: text };
      return;
    }
    give(text);
    if (isDoubled && isTurn) {
      isDoubled = false;
      give(text);
    }
    release();
  }

  function release(): void {
    if (typeof swap !== 'object') return;
    give(swap.held);
    swap = 'no';
  }

  function suffer(mishap: SessionMishap): void {
    if (typeof mishap === 'object') {
      if ('close' in mishap) close(mishap.close, mishap.reason ?? '');
      if ('end' in mishap) end(mishap.end);
      return;
    }
    switch (mishap) {
      case 'drop':
        wire.destroy();
        return gone();
      case 'half-open':
        isFrozen = true;
        return wire.freeze();
      case 'bad-json':
        return give('{"type":"Turn","turn_order":');
      case 'binary':
        return give(new Uint8Array([0, 1, 2, 3]));
      case 'unknown-type':
        return give('{"type":"SomethingNew","value":1}');
      case 'error-message':
        return give('{"error":"Something went wrong"}');
      case 'duplicate-turn':
        isDoubled = true;
        return;
      case 'out-of-order':
        swap = 'next';
        return;
      case 'unformatted':
        isUnformatted = true;
        return;
      case 'hang':
        return;
    }
  }

  return {
    say: (message, ms = 0) => outbox.put(latencyMs + ms, () => speak(message)),
    then: (task) =>
      outbox.put(0, () => {
        release();
        task();
      }),
    begin: (message) => give(JSON.stringify(message)),
    suffer,
    get sent() {
      return sent;
    },
    get isFrozen() {
      return isFrozen;
    },
    silence() {
      isSilent = true;
      outbox.clear();
    },
  };
}
