/** What a session asked for, read from its address or from `UpdateConfiguration`. */
export interface SessionParams {
  /** Hz */
  readonly sampleRate: number;
  readonly encoding: 'pcm_s16le' | 'pcm_mulaw' | 'ogg_opus';
  readonly formatTurns: boolean;
  /** 0..1; a turn may end where the confidence is above it. */
  readonly endConfidence: number;
  /** ms of silence that end a turn which is surely over. */
  readonly minSilenceMs: number;
  /** ms of silence that end any turn. */
  readonly maxSilenceMs: number;
  readonly inactivitySeconds: number | undefined;
  readonly keyterms: readonly string[];
  /** Accepted and echoed, without effect. */
  readonly others: Readonly<Record<string, unknown>>;
}

/** Further parameters of the service, by their names on the wire. Any other name is ignored. Contract: `newer.md` 4. */
const OTHERS = [
  ...['speech_model', 'mode', 'prompt', 'agent_context', 'previous_context_n_turns', 'language_codes', 'language_code'],
  ...['language_detection', 'domain', 'filter_profanity', 'speaker_labels', 'max_speakers', 'vad_threshold'],
  ...['voice_focus', 'voice_focus_threshold', 'continuous_partials', 'interruption_delay', 'turn_left_pad_ms'],
  ...['include_partial_turns', 'redact_pii', 'redact_pii_policies', 'redact_pii_sub', 'llm_gateway', 'webhook_url'],
  ...['session_heartbeat', 'acknowledge_silence', 'speaker_labels_revision_interval_ms'],
  'customer_support_audio_capture',
];

/** Values that the service assumes. Contract: `streaming.md` section 3, as of September 2025. */
const DEFAULTS: SessionParams = {
  sampleRate: 16_000,
  encoding: 'pcm_s16le',
  formatTurns: false,
  endConfidence: 0.4,
  minSilenceMs: 400,
  maxSilenceMs: 1280,
  inactivitySeconds: undefined,
  keyterms: [],
  others: {},
};

type Given = Readonly<Record<string, unknown>>;

/**
 * Reads parameters by their names on the wire, old and new; others are ignored, as the service does.
 *
 * @throws Error in one sentence for a value that is out of its documented range.
 */
export function readParams(given: Given, known: SessionParams = DEFAULTS): SessionParams {
  return {
    sampleRate: numberIn(given, ['sample_rate'], 1000, 384_000) ?? known.sampleRate,
    encoding: encodingOf(given['encoding']) ?? known.encoding,
    formatTurns: flagOf(given, 'format_turns') ?? known.formatTurns,
    endConfidence: numberIn(given, ['end_of_turn_confidence_threshold'], 0, 1) ?? known.endConfidence,
    minSilenceMs:
      numberIn(given, ['min_turn_silence', 'min_end_of_turn_silence_when_confident'], 0, 60_000) ?? known.minSilenceMs,
    maxSilenceMs: numberIn(given, ['max_turn_silence'], 0, 600_000) ?? known.maxSilenceMs,
    inactivitySeconds: numberIn(given, ['inactivity_timeout'], 5, 3600) ?? known.inactivitySeconds,
    keyterms: termsOf(given['keyterms_prompt']) ?? termsOf(given['keyterms']) ?? known.keyterms,
    others: { ...known.others, ...othersIn(given) },
  };
}

/** What may change while a session runs: the rest describes audio that is already on its way. */
export const readUpdate = (given: Given, known: SessionParams): SessionParams => ({
  ...readParams(given, known),
  sampleRate: known.sampleRate,
  encoding: known.encoding,
  inactivitySeconds: known.inactivitySeconds,
});

/** The parameters in force, by their names on the wire. */
export const configurationOf = (params: SessionParams): Readonly<Record<string, unknown>> => ({
  sample_rate: params.sampleRate,
  encoding: params.encoding,
  format_turns: params.formatTurns,
  end_of_turn_confidence_threshold: params.endConfidence,
  min_turn_silence: params.minSilenceMs,
  max_turn_silence: params.maxSilenceMs,
  ...(params.inactivitySeconds !== undefined && { inactivity_timeout: params.inactivitySeconds }),
  ...(params.keyterms.length > 0 && { keyterms_prompt: params.keyterms }),
  ...params.others,
});

const othersIn = (given: Given): Record<string, unknown> =>
  Object.fromEntries(OTHERS.filter((name) => name in given).map((name) => [name, typed(given[name])]));

/** A value of an address as what it stands for: a number, a flag, a list, an object or a text. */
const typed = (value: unknown): unknown => (typeof value === 'string' ? (parsed(value) ?? value) : value);

function numberIn(given: Given, names: readonly string[], min: number, max: number): number | undefined {
  const name = names.find((known) => given[known] !== undefined && given[known] !== null);
  if (name === undefined) return undefined;
  const value = given[name];
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && number >= min && number <= max) return number;
  throw new Error(`${name} must be between ${min} and ${max}`);
}

function flagOf(given: Given, name: string): boolean | undefined {
  const value = given[name];
  if (value === undefined || value === null) return undefined;
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw new Error(`${name} must be true or false`);
}

function encodingOf(value: unknown): SessionParams['encoding'] | undefined {
  if (value === undefined || value === null) return undefined;
  if (value === 'pcm_s16le' || value === 'pcm_mulaw' || value === 'ogg_opus') return value;
  throw new Error('encoding must be pcm_s16le, pcm_mulaw or ogg_opus');
}

/** A list, or in an address the JSON of one. */
function termsOf(value: unknown): readonly string[] | undefined {
  if (value === undefined || value === null) return undefined;
  const list = typeof value === 'string' ? parsed(value) : value;
  if (Array.isArray(list) && list.every((term) => typeof term === 'string')) return list;
  throw new Error('keyterms_prompt must be a list of texts');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
