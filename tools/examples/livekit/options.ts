import type { NodeClient } from '@aai-connectors/core/node';
import type { SessionOptions, StreamingParams } from '@aai-connectors/core/streaming';

/** Settings that a running stream can change. */
export interface AssemblyAiSttChanges {
  /** Minimum confidence that a turn has ended, 0 to 1. */
  readonly endOfTurnConfidenceThreshold?: number | undefined;
  /** Silence that ends a turn if the model is confident that the turn is over, ms. */
  readonly minTurnSilence?: number | undefined;
  /** Older name of `minTurnSilence`. */
  readonly minEndOfTurnSilenceWhenConfident?: number | undefined;
  /** Silence that always ends a turn, ms. */
  readonly maxTurnSilence?: number | undefined;
  /** Minimum confidence that a sound is speech, 0 to 1. */
  readonly vadThreshold?: number | undefined;
  /** Names and terms to recognize more accurately, at most 100. Terms that LiveKit manages are added to them. */
  readonly keytermsPrompt?: readonly string[] | undefined;
  /** Context and instructions for the model. */
  readonly prompt?: string | undefined;
}

/** Settings of the plugin. Only those that are set are sent; for the others, the defaults of the API apply. */
export interface AssemblyAiSttOptions extends AssemblyAiSttChanges {
  /** @default the environment variable ASSEMBLYAI_API_KEY */
  readonly apiKey?: string | undefined;
  /** Region that processes the audio. @default 'us' */
  readonly region?: 'us' | 'eu' | undefined;
  /** Address of the streaming API, such as `wss://streaming.assemblyai.com`. @default that of the region */
  readonly baseUrl?: string | undefined;
  /** A client to use instead of `apiKey`, `region` and `baseUrl`. */
  readonly client?: Pick<NodeClient, 'streaming' | 'transcribeNow'> | undefined;
  /** Hz. Audio with another rate is converted. @default 16 000 */
  readonly sampleRate?: number | undefined;
  /** @default 'pcm_s16le' */
  readonly encoding?: 'pcm_s16le' | 'pcm_mulaw' | undefined;
  /** Duration of the audio in a message, ms, 50 to 1000. @default 100 */
  readonly bufferSizeMs?: number | undefined;
  readonly speechModel?: StreamingParams['speech_model'];
  /** Sends each finished turn again, with punctuation. */
  readonly formatTurns?: boolean | undefined;
  /** Reports the language of each turn. */
  readonly languageDetection?: boolean | undefined;
  /** Reports the speaker of each word. */
  readonly speakerLabels?: boolean | undefined;
  /** Maximum number of speakers to expect, 1 to 10. */
  readonly maxSpeakers?: number | undefined;
  /** Other parameters of the API, by its names. */
  readonly params?: Omit<StreamingParams, 'sample_rate' | 'encoding'> | undefined;
  /** Settings of the session, such as how much audio it keeps for a reconnect. */
  readonly session?: Omit<SessionOptions, 'signal' | 'channel'> | undefined;
}

export const DEFAULT_SAMPLE_RATE = 16_000;

/** Maximum number of terms that the API accepts. Source: AssemblyAI's reference of `keyterms_prompt`. */
export const MOST_KEYTERMS = 100;

const CHANGEABLE = {
  endOfTurnConfidenceThreshold: 'end_of_turn_confidence_threshold',
  minTurnSilence: 'min_turn_silence',
  minEndOfTurnSilenceWhenConfident: 'min_end_of_turn_silence_when_confident',
  maxTurnSilence: 'max_turn_silence',
  vadThreshold: 'vad_threshold',
  keytermsPrompt: 'keyterms_prompt',
  prompt: 'prompt',
} as const satisfies Readonly<Record<keyof AssemblyAiSttChanges, keyof StreamingParams>>;

const FIXED = {
  encoding: 'encoding',
  speechModel: 'speech_model',
  formatTurns: 'format_turns',
  languageDetection: 'language_detection',
  speakerLabels: 'speaker_labels',
  maxSpeakers: 'max_speakers',
} as const satisfies Partial<Readonly<Record<keyof AssemblyAiSttOptions, keyof StreamingParams>>>;

/** The API's name of each setting that is a parameter of the API. */
export const PARAMETERS = { sampleRate: 'sample_rate', ...FIXED, ...CHANGEABLE } as const;

const named = (names: Readonly<Record<string, string>>, options: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(options).flatMap(([option, value]) => {
      const name = Object.hasOwn(names, option) ? names[option] : undefined;
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
  );

/** The parameters of a connection: those that the user set, and the sample rate, which the API requires. */
export const paramsOf = (options: AssemblyAiSttOptions): StreamingParams => ({
  ...named(PARAMETERS, options),
  ...options.params,
  sample_rate: options.sampleRate ?? DEFAULT_SAMPLE_RATE,
});

/** The same settings as the message that changes a running session. */
export const changesOf = (changes: AssemblyAiSttChanges): Readonly<Record<string, unknown>> =>
  named(CHANGEABLE, changes);

/** The user's terms, then those that LiveKit manages, each once, up to the API's limit. */
export const keytermsOf = (own: readonly string[] = [], managed: readonly string[] = []): readonly string[] =>
  [...new Set([...own, ...managed])].slice(0, MOST_KEYTERMS);

/** The address as the client needs it. People also copy it with the path of the API. */
export const streamingHost = (baseUrl: string): string =>
  baseUrl
    .trim()
    .replace(/^ws(?=s?:)/i, 'http')
    .replace(/\/v3\/ws\/?$/, '');
