import type { Dial, SocketEvents } from '../../src/streaming/host.ts';
import type { StreamingWord } from '../../src/streaming/incoming/messages.ts';
import type { TestClock } from './clock.ts';

/** One sample is one millisecond. */
export const RATE = 1000;
const BYTES_PER_MS = 2;

export interface SpokenWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Audio whose samples say which word they belong to: 0 is silence, n is word n. */
export function markedAudio(words: readonly SpokenWord[], totalMs: number): Uint8Array {
  const bytes = new Uint8Array(totalMs * BYTES_PER_MS);
  const view = new DataView(bytes.buffer);
  words.forEach(({ start, end }, at) => {
    for (let ms = start; ms < end; ms++) view.setInt16(ms * 2, at + 1, true);
  });
  return bytes;
}

/** `count` words of 200 ms, a pause of 700 ms after every `perTurn` of them. */
export function speech(count: number, perTurn = 5, from = 300): { words: SpokenWord[]; audio: Uint8Array; ms: number } {
  const words: SpokenWord[] = [];
  let at = from;
  for (let index = 0; index < count; index++) {
    words.push({ text: `w${index}`, start: at, end: at + 200 });
    at += (index + 1) % perTurn === 0 ? 900 : 220;
  }
  const ms = at + 800;
  return { words, audio: markedAudio(words, ms), ms };
}

export interface ServiceOptions {
  readonly words: readonly SpokenWord[];
  /** Milliseconds until a message arrives, either way. */
  readonly latencyMs?: number;
  /** How long after the handshake `Begin` comes. */
  readonly beginMs?: number;
  readonly silenceMs?: number;
  /** Called for each new connection. */
  readonly onConnect?: (connection: ServiceConnection) => void;
  readonly refuse?: (at: number) => { code: number; reason: string; status?: number } | undefined;
  /** Seconds until a session expires, if it does. */
  readonly sessionSeconds?: number;
  readonly paceSlackMs?: number;
  /** Adds to each word's times, as a recogniser would that hears the same sound a second time. */
  readonly jitter?: () => number;
  readonly formattedCopies?: boolean;
  /** How a word is heard, which may be another way each time. @default as it was spoken */
  readonly hear?: (word: SpokenWord, connection: number) => readonly string[];
  /** Whether the runtime can ping. @default true */
  readonly pings?: boolean;
  /** Bytes per second that the network takes. @default all at once */
  readonly bytesPerSecond?: number;
}

/** One connection as the service sees it. */
export interface ServiceConnection {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly texts: readonly Record<string, unknown>[];
  readonly frames: readonly number[];
  /** Ms of audio received. */
  readonly heardMs: number;
  readonly isOpen: boolean;
  /** Sends any text. */
  say(text: string | Uint8Array): void;
  /** Says the same at once, as the last thing before a cut. */
  shout(text: string): void;
  /** Ends it with a code; without one the client hears nothing, and the service nothing either. */
  cut(code: number, reason?: string): void;
  freeze(): void;
}

export interface Service {
  readonly dial: Dial;
  readonly connections: readonly ServiceConnection[];
  readonly mostOpen: number;
}

/** A small model of the streaming service, for exact tests without a network. */
export function service(clock: TestClock, options: ServiceOptions): Service {
  const { words, latencyMs = 20, beginMs = 10, silenceMs = 400, paceSlackMs = 1000, jitter = () => 0 } = options;
  const { hear = ({ text }: SpokenWord) => [text], pings = true, bytesPerSecond = Infinity } = options;
  const connections: ServiceConnection[] = [];
  let open = 0;
  let mostOpen = 0;

  const dial: Dial = ({ url, headers }, events: SocketEvents) => {
    const address = new URL(url);
    const query = address.searchParams;
    const formats = options.formattedCopies ?? query.get('format_turns') === 'true';
    const texts: Record<string, unknown>[] = [];
    const frames: number[] = [];
    const heard = new Map<number, { first: number; last: number; samples: number }>();
    let state: 'opening' | 'open' | 'frozen' | 'closed' = 'opening';
    let heardMs = 0;
    let startedAt = 0;
    let order = 0;
    let from = 0;
    let quiet = 0;
    let shown = '';
    let leavesAt = 0;
    let waiting = 0;
    const number = connections.length;

    const later = (task: () => void): void => void clock.schedule(latencyMs, task);
    const say = (text: string | Uint8Array): void =>
      later(() => {
        if (state === 'open') events.onMessage(text);
      });
    const close = (code: number, reason: string, status?: number): void => {
      if (state === 'closed') return;
      if (state !== 'opening') open--;
      state = 'closed';
      events.onClose(code, reason, status);
    };

    /** `spoken` says which word it really was. */
    const current = (): (Omit<StreamingWord, 'text'> & { readonly text: string; readonly spoken: number })[] =>
      [...heard.entries()]
        .sort(([, a], [, b]) => a.first - b.first)
        .slice(from)
        .flatMap(([word, { first, last, samples }]) => {
          const { start, end } = words[word - 1]!;
          const texts = samples >= (end - start) * 0.6 ? hear(words[word - 1]!, number) : ['cut'];
          const shift = Math.round(jitter());
          const each = (last + 1 - first) / texts.length;
          return texts.map((text, at) => ({
            text,
            start: Math.max(0, Math.round(first + at * each) + shift),
            end: Math.round(first + (at + 1) * each) + shift,
            confidence: 0.9,
            word_is_final: true,
            spoken: word - 1,
          }));
        });

    function tell(end: boolean): void {
      const found = current().map((word, at, all) => ({ ...word, word_is_final: end || at < all.length - 1 }));
      if (found.length === 0) return;
      const transcript = found.filter((word) => word.word_is_final).map(({ text }) => text);
      const message = {
        turn_order: order,
        turn_is_formatted: false,
        end_of_turn: end,
        transcript: transcript.join(' '),
        end_of_turn_confidence: end ? 0.9 : 0.1,
        words: found,
        type: 'Turn',
      };
      const text = JSON.stringify(message);
      if (!end && shown === text) return;
      shown = text;
      say(text);
      if (!end) return;
      if (formats) {
        const dressed = found.map((word) => ({ ...word, text: word.text.toUpperCase() }));
        say(
          JSON.stringify({
            ...message,
            words: dressed,
            transcript: `${dressed.map((word) => word.text).join(' ')}.`,
            turn_is_formatted: true,
          }),
        );
      }
      order++;
      from = heard.size;
    }

    function listen(bytes: Uint8Array): void {
      const ms = bytes.length / BYTES_PER_MS;
      frames.push(ms);
      if (ms < 50 || ms > 1000) {
        return close(3007, `Input duration violation: ${ms} ms. Expected between 50 and 1000 ms`);
      }
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (let at = 0; at < ms; at++, heardMs++) {
        const word = view.getInt16(at * 2, true);
        if (word === 0) {
          quiet++;
          if (quiet === silenceMs) tell(true);
          continue;
        }
        quiet = 0;
        const known = heard.get(word);
        if (known === undefined) heard.set(word, { first: heardMs, last: heardMs, samples: 1 });
        else {
          known.last = heardMs;
          known.samples++;
        }
      }
      if (heardMs > clock.now() - startedAt + paceSlackMs) {
        return close(3007, `Audio Transmission Rate Exceeded: Received ${heardMs / 1000} sec. audio`);
      }
      if (quiet < silenceMs) tell(false);
    }

    function read(data: string): void {
      const message = JSON.parse(data) as Record<string, unknown>;
      texts.push(message);
      if (message['type'] === 'ForceEndpoint') tell(true);
      if (message['type'] !== 'Terminate') return;
      tell(true);
      say(
        JSON.stringify({
          type: 'Termination',
          audio_duration_seconds: Math.round(heardMs / 1000),
          session_duration_seconds: Math.round((clock.now() - startedAt) / 1000),
        }),
      );
      later(() => later(() => close(1000, '')));
    }

    const connection: ServiceConnection = {
      url: address,
      headers,
      texts,
      frames,
      get heardMs() {
        return heardMs;
      },
      get isOpen() {
        return state === 'open';
      },
      say,
      shout: (text) => {
        if (state === 'open') events.onMessage(text);
      },
      cut: (code, reason = '') => close(code, reason),
      freeze: () => (state = 'frozen'),
    };
    const refusal = options.refuse?.(connections.length);
    connections.push(connection);
    later(() => {
      if (state !== 'opening') return;
      if (refusal !== undefined) return close(refusal.code, refusal.reason, refusal.status);
      state = 'open';
      open++;
      mostOpen = Math.max(mostOpen, open);
      startedAt = clock.now();
      events.onOpen();
      const expires = options.sessionSeconds ?? 0;
      clock.schedule(beginMs, () =>
        say(
          JSON.stringify({
            type: 'Begin',
            id: `session-${connections.indexOf(connection) + 1}`,
            expires_at: Math.round((startedAt + expires * 1000) / 1000),
          }),
        ),
      );
      if (expires > 0) {
        clock.schedule(expires * 1000, () => close(3008, 'Session Expired: Maximum session duration exceeded'));
      }
      options.onConnect?.(connection);
    });

    return {
      send(data) {
        const copy = typeof data === 'string' ? data : data.slice();
        const arrive = (): void =>
          later(() => {
            if (state !== 'open') return;
            if (typeof copy === 'string') read(copy);
            else listen(copy);
          });
        if (bytesPerSecond === Infinity) return arrive();
        waiting += copy.length;
        leavesAt = Math.max(leavesAt, clock.now()) + (copy.length / bytesPerSecond) * 1000;
        clock.schedule(leavesAt - clock.now(), () => {
          if (state === 'frozen') return;
          waiting -= copy.length;
          arrive();
        });
      },
      close: (code, reason) => later(() => close(code, reason)),
      drop: () => {
        if (state === 'open' || state === 'frozen') open--;
        state = 'closed';
      },
      get buffered() {
        return waiting;
      },
      ping: pings
        ? () =>
            // A ping waits in the same line as everything else.
            void clock.schedule(Math.max(0, leavesAt - clock.now()), () =>
              later(() =>
                later(() => {
                  if (state === 'open') events.onPong();
                }),
              ),
            )
        : undefined,
    };
  };

  return {
    dial,
    connections,
    get mostOpen() {
      return mostOpen;
    },
  };
}
