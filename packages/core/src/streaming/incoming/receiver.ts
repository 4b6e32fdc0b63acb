import type { EmitterControl } from '../lib/emitter.ts';
import type { Timers } from '../lib/timers.ts';
import { CUT_MS, FORMAT_WAIT_MS, OVERLAP_MS } from '../limits.ts';
import type { Settings } from '../options.ts';
import type { SessionEvents, Span } from '../session/events.ts';
import { createLedger, type FinalTurn } from './ledger.ts';
import type { Notice, ServerMessage, StreamingTurn } from './messages.ts';
import { onTimeline } from './notices.ts';
import { createReaders, type Readers } from './readers.ts';
import { createSilence } from './silence.ts';

export interface ReceiverPeers {
  /** `release`: called when `resumeMs` may have grown. */
  readonly pump: { release(): void };
  /** `progress`: called before turns are emitted. `betweenTurns`: called after that. */
  readonly connections: {
    /** Undefined before the service has sent `Begin`. */
    readonly ready: unknown;
    begun(message: ServerMessage & { readonly kind: 'begin' }): void;
    progress(): void;
    betweenTurns(): void;
  };
  /** `turnArrived`: called for each message about a turn. `progress`: called before turns are emitted. */
  readonly lifecycle: {
    turnArrived(): void;
    progress(): void;
    terminated(message: ServerMessage & { readonly kind: 'termination' }): void;
  };
}

/** Manages the results of recognition: turns, silence and gaps. */
export interface Receiver extends Pick<Readers, 'turns' | 'finalTurns' | 'words' | 'end'> {
  received(message: ServerMessage): void;
  /** A new connection starts with the audio at `fromMs`. */
  begun(fromMs: number): void;
  /** All audio before `ms` has been sent at `nowMs`. */
  sent(nowMs: number, ms: number): void;
  /** All audio that was sent before `sentAtMs` on the clock has reached the service. */
  delivered(sentAtMs: number): void;
  /** The service has ended its session. It has processed all audio before `ms`, or less if it received less. */
  terminated(ms: number, receivedSeconds: number): void;
  /** Emits all turns, including one that has not ended. Reports audio before `endMs` that was not transcribed. */
  flush(endMs?: number): void;
  /** Sets the parameters of the session, at its start and when they change. */
  configure(params: Readonly<Record<string, unknown>>): void;
  /** Where the audio of a new connection must start, ms on the session's timeline. */
  resumeMs(): number;
  readonly gaps: readonly Span[];
}

export function createReceiver(
  settings: Pick<Settings, 'channel' | 'createSpeakers' | 'encoding' | 'format'>,
  timers: Timers,
  emitter: EmitterControl<SessionEvents>,
  peers: ReceiverPeers,
): Receiver {
  const ledger = createLedger(settings.channel, undefined, settings.createSpeakers?.());
  const silence = createSilence();
  const gaps: Span[] = [];
  const readers = createReaders((unread) => emitter.emit('unread', unread));

  const knownMs = (): number => Math.max(ledger.knownMs, silence.untilMs);

  /** Processed audio was silence, unless a turn is in progress: then a new connection may need its audio. */
  function acknowledge(update: () => void): void {
    if (!peers.connections.ready || ledger.inProgress) return;
    update();
    peers.pump.release();
  }

  function turnArrived(message: StreamingTurn): void {
    const { turn, finals, restarted, unmatched } = ledger.received(message);
    const newest = message.words.at(-1);
    if (newest) silence.heard(newest.start + ledger.baseMs);
    if (restarted) emitter.emit('turnsRestarted', { turnOrder: message.turn_order });
    if (unmatched !== undefined) emitter.emit('speakersRestarted', { speaker: unmatched });
    peers.lifecycle.turnArrived();
    if (message.end_of_turn && finals.length === 0 && ledger.awaitsFormat) {
      timers.set('format', FORMAT_WAIT_MS, () => emitFinals(ledger.flushEnded()));
    }
    if (turn) {
      readers.turn(turn);
      emitter.emit('turn', turn);
    }
    emitFinals(finals);
  }

  /** Emits all of `finals`, even if a listener ends the session: the ledger has already released them. */
  function emitFinals(finals: readonly FinalTurn[]): void {
    if (finals.length === 0) return;
    peers.lifecycle.progress();
    peers.connections.progress();
    peers.pump.release();
    finals.forEach(readers.final);
    for (const turn of finals) emitter.emit('final', turn);
    peers.connections.betweenTurns();
  }

  function noticeArrived(notice: Notice): void {
    if (notice.type === 'Silence') acknowledge(() => silence.add(notice.end_ms ?? 0));
    if (notice.type === 'Heartbeat') acknowledge(() => silence.received(notice.total_audio_received_ms ?? 0));
    emitter.emit('notice', notice);
  }

  function reportGap(fromMs: number, toMs: number): void {
    const gap = { start: Math.round(fromMs), end: Math.round(toMs) };
    if (!(settings.format ?? settings.encoding) || gap.end <= gap.start) return;
    gaps.push(gap);
    emitter.emit('gap', gap);
  }

  return {
    received(message) {
      switch (message.kind) {
        case 'turn':
          return turnArrived(message.turn);
        case 'begin':
          return peers.connections.begun(message);
        case 'termination':
          return peers.lifecycle.terminated(message);
        case 'speechStarted':
          return emitter.emit('speechStarted', { timestamp: message.timestamp + ledger.baseMs, raw: message.raw });
        case 'notice':
          return noticeArrived(onTimeline(message.notice, ledger));
        case 'error':
          return emitter.emit('serverError', { message: message.message, raw: message.raw });
        case 'unknown':
        case 'unreadable': {
          const { kind, ...event } = message;
          return emitter.emit(kind, event);
        }
      }
    },
    begun(fromMs) {
      timers.clear('format');
      const known = knownMs();
      const kept = ledger.begun(fromMs);
      // Marks the gap as known, so that it is reported only once.
      if (fromMs > known) silence.add(fromMs);
      silence.begun();
      emitFinals(kept);
      reportGap(known, fromMs);
    },
    sent: silence.sent,
    delivered: (sentAt) => acknowledge(() => silence.delivered(sentAt)),
    terminated(ms, receivedSeconds) {
      ledger.interrupted();
      // The audio may end within a word, which the service does not recognize.
      if (!ledger.inProgress) silence.add(Math.min(ms, ledger.baseMs + receivedSeconds * 1000) - CUT_MS);
    },
    flush(endMs = 0) {
      emitFinals(ledger.flush());
      reportGap(knownMs(), endMs);
      silence.add(endMs);
    },
    configure: ledger.configure,
    ...readers,
    resumeMs() {
      const quietMs = silence.untilMs - OVERLAP_MS;
      // Audio that starts within the last word would be recognized as another word.
      return ledger.inProgress || quietMs < ledger.knownMs + CUT_MS ? ledger.resumeMs : quietMs;
    },
    gaps,
  };
}
