import type { Connect, SessionOptions, StreamingParams, StreamingSession } from '@aai-connectors/core/streaming';
import { type AudioFormat, durationMs } from './audio.ts';
import { createBacklog } from './backlog.ts';
import { createSpeechEvents, type SpeechEvent } from './speech.ts';

/** What LiveKit's logger needs: the fields first. */
export type Log = (level: 'debug' | 'warn', fields: Readonly<Record<string, unknown>>, message: string) => void;

export interface TranscriptionOptions {
  readonly connect: Connect;
  /** Read for each session, because settings change. */
  readonly params: () => StreamingParams;
  readonly session?: SessionOptions | undefined;
  readonly format: AudioFormat;
  readonly emit: (event: SpeechEvent & { readonly requestId: string }) => void;
  readonly log: Log;
  /**
   * Audio that waits while the API accepts none, ms. Beyond it, the session drops the oldest audio that it has kept, and
   * reports a gap.
   * @default 300 000
   */
  readonly maxBacklogMs?: number | undefined;
}

/** The audio of a LiveKit stream, and its sessions. */
export interface Transcription {
  /** Adds audio, also before and between sessions. */
  write(audio: Uint8Array): void;
  /** Ends the current turn after the audio that was written before. */
  flush(): void;
  /** No more audio follows. */
  end(): void;
  /** Changes the settings of the running session. */
  update(changes: Readonly<Record<string, unknown>>): void;
  /**
   * Transcribes until the end of the audio, or until `signal` is aborted. After an error, call it again: it goes on with
   * the audio that no session has received.
   *
   * @param offset where the audio starts in LiveKit's, seconds
   * @throws errors of `connect`, and the error of a session that has given up to reconnect
   */
  run(signal: AbortSignal, offset: () => number): Promise<void>;
}

const MAX_BACKLOG_MS = 300_000;

export function createTranscription(options: TranscriptionOptions): Transcription {
  const { connect, params, format, log, maxBacklogMs = MAX_BACKLOG_MS } = options;
  const backlog = createBacklog();
  const events = createSpeechEvents((event) => options.emit({ ...event, requestId }));
  /** ID of the API's session. */
  let requestId = '';
  let session: StreamingSession | undefined;
  /** Changes while a session opens. */
  let changed: Readonly<Record<string, unknown>> = {};
  /** Audio that sessions have received, ms. */
  let writtenMs = 0;

  async function transcribe(signal: AbortSignal, offset: () => number): Promise<void> {
    changed = {};
    const sent = params();
    const opened = await connect(sent, { ...options.session, signal });
    const baseMs = writtenMs;
    requestId = opened.id ?? '';
    events.begin({ offset: () => offset() + baseMs / 1000, formatsTurns: sent.format_turns === true });
    opened.on('begin', ({ id }) => (requestId = id));
    opened.on('speechStarted', () => events.speechStarted());
    opened.on('turn', (turn) => events.turn(turn));
    opened.on('final', (turn) => events.final(turn));
    opened.on('gap', (span) => log('warn', { ...events.gap(span) }, 'audio was not transcribed'));
    opened.on('close', backlog.wake);
    report(opened, log);
    session = opened;
    try {
      if (Object.keys(changed).length > 0) opened.updateConfiguration(changed);
      await feed(opened);
      const { error } = await opened.close();
      if (error !== undefined) throw error;
    } finally {
      session = undefined;
      events.end();
    }
  }

  /** Passes audio on until its end, or until the session has ended by itself. */
  async function feed(opened: StreamingSession): Promise<void> {
    while (!backlog.isOver && opened.state !== 'closed') {
      const { first } = backlog;
      if (first === undefined) {
        await backlog.changed();
        continue;
      }
      // A session without audio for `idleTimeoutMs` closes: the item is for the next.
      if (opened.state === 'terminating') return;
      backlog.shift();
      if (first === 'flush') {
        opened.forceEndpoint();
        continue;
      }
      const room = opened.write(first);
      const ms = durationMs(format, first.length);
      writtenMs += ms;
      events.written(ms);
      if (durationMs(format, backlog.bytes) <= maxBacklogMs) await room;
      else room.catch(() => undefined);
    }
  }

  return {
    write(audio) {
      if (audio.length > 0) backlog.push(audio);
    },
    flush: () => backlog.push('flush'),
    end: () => backlog.end(),
    update(changes) {
      if (Object.keys(changes).length === 0) return;
      changed = { ...changed, ...changes };
      if (session !== undefined && session.state !== 'closed') session.updateConfiguration(changes);
    },
    async run(signal, offset) {
      const onAbort = backlog.wake;
      signal.addEventListener('abort', onAbort);
      try {
        do {
          await transcribe(signal, offset);
          await backlog.changed();
          // Without a session, there is no turn to end.
          while (backlog.first === 'flush') backlog.shift();
        } while (!backlog.isOver && !signal.aborted);
      } catch (error) {
        if (!signal.aborted) throw error;
      } finally {
        signal.removeEventListener('abort', onAbort);
      }
    },
  };
}

/** Logs what has no place in LiveKit's events. */
function report(session: StreamingSession, log: Log): void {
  session.on('behind', ({ lagMs }) => log('warn', { lagMs }, 'transcripts are late after an outage'));
  session.on('reconnecting', ({ attempt, delayMs, error }) =>
    log('warn', { attempt, delayMs, error: error.message }, 'connection lost, the audio is sent again'),
  );
  session.on('warning', (warning) => log('warn', { ...warning }, 'the API ignored or changed a parameter'));
  session.on('serverError', ({ message }) => log('warn', { error: message }, 'the API sent an error message'));
  session.on('speakersRestarted', ({ speaker }) => log('warn', { speaker }, 'a speaker has a new label'));
  session.on('notice', (notice) => log('debug', { notice }, 'message of the API'));
  session.on('unknown', ({ type }) => log('debug', { type }, 'message of an unknown type'));
  session.on('unreadable', ({ why }) => log('warn', { why }, 'message that could not be parsed'));
  session.on('begin', ({ id, connection }) => log('debug', { id, connection }, 'connection is ready'));
  session.on('error', (error) => log('debug', { error: String(error) }, 'error of the session'));
}
