import type { Word } from '../../model.ts';

/** A word of a turn. Times are ms on the session's own timeline. Source: contract `streaming.md` section 6.3. */
export interface StreamingWord extends Word {
  /** A word that is not final is the last one, and may still change. */
  readonly word_is_final: boolean;
  readonly [field: string]: unknown;
}

/** One message about a turn, with the API's own keys; newer ones are kept. Source: contract `streaming.md` section 6.2. */
export interface StreamingTurn {
  readonly type: 'Turn';
  /** From 0, the same in all messages of one turn; it goes on counting after a reconnect. */
  readonly turn_order: number;
  /** Only the last message of a turn, and only with `format_turns` (or a model that always formats). */
  readonly turn_is_formatted: boolean;
  readonly end_of_turn: boolean;
  /** The final words; it lags `words` by the tentative one. */
  readonly transcript: string;
  /** 0..1. Not a decision: that is `end_of_turn`. */
  readonly end_of_turn_confidence: number;
  readonly words: readonly StreamingWord[];
  readonly speaker_label?: string | null;
  readonly language_code?: string | null;
  readonly language_confidence?: number | null;
  readonly [field: string]: unknown;
}

/**
 * What the service says besides turns, with the API's own keys; newer ones are kept. Turn orders and times are the
 * session's own: the order is absent where the turn was told before the connection that this came over.
 * Source: `peers.md` 0.4.
 */
export type Notice = Raw &
  (
    | { readonly type: 'Warning'; readonly warning_code?: number; readonly warning?: string }
    /** With `session_heartbeat`. */
    | { readonly type: 'Heartbeat'; readonly total_audio_received_ms?: number }
    /** With `acknowledge_silence`. ms */
    | { readonly type: 'Silence'; readonly start_ms?: number; readonly end_ms?: number }
    /** With `speaker_labels`: who really spoke in turns that were told already. */
    | { readonly type: 'SpeakerRevision'; readonly revisions?: readonly Raw[] }
    /** With `llm_gateway`. */
    | { readonly type: 'LLMGatewayResponse'; readonly turn_order?: number; readonly data?: Raw }
  );

const NOTICES = ['Warning', 'Heartbeat', 'Silence', 'SpeakerRevision', 'LLMGatewayResponse'];

/** What the service says, read. */
export type ServerMessage =
  | { readonly kind: 'begin'; readonly id: string; readonly expiresAtMs: number | undefined; readonly raw: Raw }
  | { readonly kind: 'turn'; readonly turn: StreamingTurn }
  | { readonly kind: 'termination'; readonly audioSeconds: number; readonly sessionSeconds: number; readonly raw: Raw }
  | { readonly kind: 'speechStarted'; readonly timestamp: number; readonly raw: Raw }
  | { readonly kind: 'notice'; readonly notice: Notice }
  | { readonly kind: 'error'; readonly message: string; readonly code: number; readonly raw: Raw }
  | { readonly kind: 'unknown'; readonly type: string; readonly raw: Raw }
  | { readonly kind: 'unreadable'; readonly why: string; readonly data: string | Uint8Array };

export type Raw = Readonly<Record<string, unknown>>;

/**
 * Reads one frame of the service. Never throws: what makes no sense comes back as `unreadable`, what is new as
 * `unknown`. Source: contract `streaming.md` section 6.
 */
export function readMessage(data: string | Uint8Array): ServerMessage {
  if (typeof data !== 'string')
    return { kind: 'unreadable', why: 'A binary frame, where the service sends text.', data };
  let raw: Raw;
  try {
    raw = JSON.parse(data) as Raw;
  } catch {
    return { kind: 'unreadable', why: 'Not JSON.', data };
  }
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return { kind: 'unreadable', why: 'Not a JSON object.', data };
  }
  switch (raw['type']) {
    case 'Turn':
      return readTurn(raw, data);
    case 'Begin':
      return { kind: 'begin', id: textOf(raw['id']), expiresAtMs: timeOf(raw['expires_at']), raw };
    case 'Termination':
      return {
        kind: 'termination',
        audioSeconds: numberOf(raw['audio_duration_seconds']),
        sessionSeconds: numberOf(raw['session_duration_seconds']),
        raw,
      };
    case 'SpeechStarted':
      return { kind: 'speechStarted', timestamp: numberOf(raw['timestamp']), raw };
    default:
      // An error has no type in the documented API, and the type `Error` today.
      if ('error' in raw || raw['type'] === 'Error') {
        return { kind: 'error', message: wordsOf(raw['error'] ?? raw), code: numberOf(raw['error_code']), raw };
      }
      if (NOTICES.includes(raw['type'] as string)) return { kind: 'notice', notice: raw as Notice };
      return { kind: 'unknown', type: textOf(raw['type']), raw };
  }
}

/** A turn may lack anything but its order, a word anything but its text. A complete turn is passed on without a copy. */
function readTurn(raw: Raw, data: string): ServerMessage {
  const { turn_order, transcript, words } = raw;
  if (typeof turn_order !== 'number' || !Number.isInteger(turn_order) || turn_order < 0) {
    return { kind: 'unreadable', why: 'A turn without its order.', data };
  }
  if (isComplete(raw)) return { kind: 'turn', turn: raw };
  const known = Array.isArray(words) ? words.flatMap(readWord) : [];
  return {
    kind: 'turn',
    turn: {
      ...raw,
      type: 'Turn',
      turn_order,
      turn_is_formatted: raw['turn_is_formatted'] === true,
      end_of_turn: raw['end_of_turn'] === true,
      transcript: typeof transcript === 'string' ? transcript : finalText(known),
      end_of_turn_confidence: numberOf(raw['end_of_turn_confidence']),
      words: known,
    },
  };
}

/** For a turn whose type and order are known already. */
const isComplete = (raw: Raw): raw is StreamingTurn =>
  hasTypes(raw, TURN_TYPES) &&
  Array.isArray(raw['words']) &&
  raw['words'].every((word: unknown) => hasTypes(word, WORD_TYPES));

const TURN_TYPES: Types = {
  turn_is_formatted: 'boolean',
  end_of_turn: 'boolean',
  transcript: 'string',
  end_of_turn_confidence: 'number',
};

const WORD_TYPES: Types = {
  text: 'string',
  start: 'number',
  end: 'number',
  confidence: 'number',
  word_is_final: 'boolean',
};

/** Keys, and what `typeof` says of their values. */
type Types = Readonly<Record<string, string>>;

function hasTypes(value: unknown, types: Types): boolean {
  if (typeof value !== 'object' || value === null) return false;
  for (const key in types) if (typeof (value as Raw)[key] !== types[key]) return false;
  return true;
}

function readWord(value: unknown): StreamingWord[] {
  const word = (value ?? {}) as Raw;
  const { text } = word;
  if (typeof text !== 'string') return [];
  const start = numberOf(word['start']);
  return [
    {
      ...word,
      text,
      start,
      end: Math.max(start, numberOf(word['end'])),
      confidence: numberOf(word['confidence']),
      word_is_final: word['word_is_final'] !== false,
    },
  ];
}

/** The text of a turn's final words. */
export const finalText = (words: readonly StreamingWord[]): string =>
  words
    .filter((word) => word.word_is_final)
    .map(({ text }) => text)
    .join(' ');

/** What to show of a turn that is still being spoken: its final words and the tentative one. */
export const liveText = ({ words, transcript, end_of_turn }: StreamingTurn): string =>
  end_of_turn || words.length === 0 ? transcript : words.map(({ text }) => text).join(' ');

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const numberOf = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);

/** Unix seconds, or an ISO date as one version of the documentation has it. */
function timeOf(value: unknown): number | undefined {
  const ms = typeof value === 'number' ? value * 1000 : typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isFinite(ms) ? ms : undefined;
}

function wordsOf(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : (JSON.stringify(value) ?? 'unknown');
}
