import type { Word } from '../../model.ts';

/** A word of a turn. Times are ms on the session's own timeline. Source: contract `streaming.md` section 6.3. */
export interface StreamingWord extends Word {
  /** False only for the last word, which may still change. */
  readonly word_is_final: boolean;
  readonly [field: string]: unknown;
}

/** A message about a turn, with the API's keys; unknown keys are kept. Source: contract `streaming.md` section 6.2. */
export interface StreamingTurn {
  readonly type: 'Turn';
  /** Counts from 0 and continues after a reconnect; equal in all messages about the same turn. */
  readonly turn_order: number;
  /** True only in the last message of a turn, with `format_turns` or a model that always formats. */
  readonly turn_is_formatted: boolean;
  readonly end_of_turn: boolean;
  /** The final words, without the tentative last word of `words`. */
  readonly transcript: string;
  /** 0 to 1. Use `end_of_turn` to detect the end of a turn. */
  readonly end_of_turn_confidence: number;
  readonly words: readonly StreamingWord[];
  readonly speaker_label?: string | null;
  readonly language_code?: string | null;
  readonly language_confidence?: number | null;
  readonly [field: string]: unknown;
}

/**
 * Other service messages, with the API's own keys; unknown keys are kept. Turn orders and times are the session's own.
 * The order is absent if the turn was finished before the current connection.
 * Source: `newer.md` 4.
 */
export type Notice = Raw &
  (
    | { readonly type: 'Warning'; readonly warning_code?: number; readonly warning?: string }
    /** With `session_heartbeat`. */
    | { readonly type: 'Heartbeat'; readonly total_audio_received_ms?: number }
    /** With `acknowledge_silence`. ms */
    | { readonly type: 'Silence'; readonly start_ms?: number; readonly end_ms?: number }
    /** With `speaker_labels`: corrected speakers of turns that were already emitted. */
    | { readonly type: 'SpeakerRevision'; readonly revisions?: readonly Raw[] }
    /** With `llm_gateway`. */
    | { readonly type: 'LLMGatewayResponse'; readonly turn_order?: number; readonly data?: Raw }
  );

const NOTICES = ['Warning', 'Heartbeat', 'Silence', 'SpeakerRevision', 'LLMGatewayResponse'];

/** A parsed message of the service. */
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
 * Parses a frame of the service. Never throws: invalid frames are returned as `unreadable`, new types as `unknown`.
 * Source: contract `streaming.md` section 6.
 */
export function readMessage(data: string | Uint8Array): ServerMessage {
  const unreadable = (why: string): ServerMessage => ({ kind: 'unreadable', why, data });
  if (typeof data !== 'string') return unreadable('Binary frame instead of text.');
  let raw: Raw;
  try {
    raw = JSON.parse(data) as Raw;
  } catch {
    return unreadable('Not JSON.');
  }
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return unreadable('Not a JSON object.');
  }
  switch (raw['type']) {
    case 'Turn':
      return readTurn(raw) ?? unreadable('Turn without turn_order.');
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
      // The documentation shows errors without a type; the service sends the type `Error`.
      if ('error' in raw || raw['type'] === 'Error') {
        return { kind: 'error', message: wordsOf(raw['error'] ?? raw), code: numberOf(raw['error_code']), raw };
      }
      if (NOTICES.includes(raw['type'] as string)) return { kind: 'notice', notice: raw as Notice };
      return { kind: 'unknown', type: textOf(raw['type']), raw };
  }
}

/** `turn_order` is the only required key of a turn, `text` the only required key of a word. */
function readTurn(raw: Raw): ServerMessage | undefined {
  const { turn_order } = raw;
  if (typeof turn_order !== 'number' || !Number.isInteger(turn_order) || turn_order < 0) return undefined;
  const list: readonly unknown[] = Array.isArray(raw['words']) ? raw['words'] : [];
  const words = list.every(isWord) ? list : list.flatMap(readWord);
  // Complete messages, which are nearly all, are not copied.
  if (words === raw['words'] && isComplete(raw)) return { kind: 'turn', turn: raw };
  const turn = withDefaults(
    { ...raw, type: 'Turn' as const, turn_order, words },
    { turn_is_formatted: false, end_of_turn: false, transcript: finalText(words), end_of_turn_confidence: 0 },
  );
  return { kind: 'turn', turn };
}

const isComplete = (turn: Raw): turn is StreamingTurn =>
  typeof turn['turn_is_formatted'] === 'boolean' &&
  typeof turn['end_of_turn'] === 'boolean' &&
  typeof turn['transcript'] === 'string' &&
  typeof turn['end_of_turn_confidence'] === 'number';

function isWord(value: unknown): value is StreamingWord {
  const word = value as Partial<StreamingWord> | null;
  return (
    typeof word?.text === 'string' &&
    typeof word.start === 'number' &&
    typeof word.end === 'number' &&
    typeof word.confidence === 'number' &&
    typeof word.word_is_final === 'boolean'
  );
}

function readWord(value: unknown): StreamingWord[] {
  const word = (value ?? {}) as Raw;
  if (typeof word['text'] !== 'string') return [];
  return [withDefaults(word, { text: '', start: 0, end: numberOf(word['start']), confidence: 0, word_is_final: true })];
}

/** Replaces values that are missing or of the wrong type. Returns a complete object unchanged. */
function withDefaults<Value extends Raw, Defaults extends object>(value: Value, defaults: Defaults): Value & Defaults {
  let result: Raw = value;
  for (const key in defaults) {
    if (typeof value[key] !== typeof defaults[key]) result = { ...result, [key]: defaults[key] };
  }
  return result as Value & Defaults;
}

/** The text of a turn's final words. */
export const finalText = (words: readonly StreamingWord[]): string =>
  words
    .filter((word) => word.word_is_final)
    .map(({ text }) => text)
    .join(' ');

/** Text to display for a turn: its final words, and the tentative last word of an unfinished turn. */
export const liveText = ({ words, transcript, end_of_turn }: StreamingTurn): string =>
  end_of_turn || words.length === 0 ? transcript : words.map(({ text }) => text).join(' ');

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const numberOf = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);

/** Accepts Unix seconds, and ISO dates, which one version of the documentation shows. */
function timeOf(value: unknown): number | undefined {
  const ms = typeof value === 'number' ? value * 1000 : typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isFinite(ms) ? ms : undefined;
}

function wordsOf(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : (JSON.stringify(value) ?? 'unknown');
}
