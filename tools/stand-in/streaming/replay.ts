import { shortened } from './endings.ts';
import type { ServiceSession, SessionLog } from './session.ts';
import type { Wire } from './voice.ts';

/** One line of a recorded session. It holds a message, an amount of audio, or the end. */
export interface RecordedLine {
  /** `service`: what came down. `client`: what went up. */
  readonly from: 'service' | 'client';
  /** ms since the connection was opened. */
  readonly at?: number | undefined;
  /** A JSON message. */
  readonly frame?: unknown;
  /** A text message that is no JSON. */
  readonly text?: string | undefined;
  /** Bytes of an audio message. */
  readonly audio?: number | undefined;
  readonly close?: number | undefined;
  readonly reason?: string | undefined;
}

/**
 * Reads JSON lines: recordings by the recorder, and the fixture `assembled-session.jsonl` (`dir`, `message`). Lines of
 * anything else, such as a heading, are passed over.
 *
 * @throws SyntaxError for a line that is no JSON.
 */
export function recordedLines(text: string): RecordedLine[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
    .flatMap(({ dir, from, message, ...rest }) => {
      const side = from ?? dir;
      if (side !== 'client' && side !== 'service' && side !== 'server') return [];
      return [
        { from: side === 'client' ? 'client' : 'service', ...rest, ...(message !== undefined && { frame: message }) },
      ] as const;
    });
}

/**
 * Plays the service's side of a recorded session: what followed a message of the client follows it again. Audio counts
 * by its amount, so the client may cut it in other pieces. Messages that are not in the recording are ignored.
 */
export function replaySession(wire: Wire, lines: readonly RecordedLine[]): ServiceSession {
  const frames: number[] = [];
  const texts: Record<string, unknown>[] = [];
  let at = 0;
  let audioBytes = 0;
  let audioWanted = 0;
  let sent = 0;
  let ended: SessionLog['ended'];

  function close(code: number, reason: string): void {
    ended = { code, reason: shortened(reason) };
    // What cannot be sent as a code is what a client sees when the connection breaks.
    if (code === 1006) wire.destroy();
    else wire.close(code === 1005 ? 1000 : code, ended.reason);
  }

  function serve({ frame, text, close: code, reason = '' }: RecordedLine): void {
    if (code !== undefined) return close(code, reason);
    sent++;
    wire.send(text ?? JSON.stringify(frame ?? null));
  }

  /** Plays on, up to the next message of the client that has not come. */
  function proceed(): void {
    for (let line = lines[at]; line !== undefined && ended === undefined; line = lines[at]) {
      if (line.from === 'service') {
        serve(line);
      } else if (line.audio === undefined || audioWanted + line.audio > audioBytes) {
        // The end of the client's side is no message to wait for.
        if (line.close === undefined) return;
      } else {
        audioWanted += line.audio;
      }
      at++;
    }
    if (ended === undefined) close(1000, '');
  }

  /** Skips recorded audio that this client has not sent, once it sends something later. */
  function skipTo(next: number): void {
    for (; at < next && ended === undefined; at++) {
      const line = lines[at]!;
      if (line.from === 'service') serve(line);
    }
    at = next + 1;
  }

  proceed();
  return {
    log: {
      id: 'replay',
      params: {},
      get audioBytes() {
        return audioBytes;
      },
      audioMs: 0,
      frames,
      texts,
      get sent() {
        return sent;
      },
      termination: undefined,
      get ended() {
        return ended;
      },
    },
    receive(data) {
      if (ended !== undefined) return;
      if (typeof data === 'string') {
        const message = parsed(data);
        texts.push(message);
        const next = lines.findIndex(
          ({ from, frame }, index) => index >= at && from === 'client' && isSame(frame, message),
        );
        if (next < 0) return;
        skipTo(next);
      } else {
        audioBytes += data.length;
      }
      proceed();
    },
    gone(code, reason) {
      ended ??= { code, reason };
    },
  };
}

function parsed(text: string): Record<string, unknown> {
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === 'object' && message !== null ? (message as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

const isSame = (frame: unknown, message: Readonly<Record<string, unknown>>): boolean =>
  typeof frame === 'object' && frame !== null && (frame as { type?: unknown }).type === message['type'];
