import type { Option } from '../kit/fields.ts';

/** Streaming speech models. The default has been `universal-3-6-pro` since 2026-09-29. Source: `newer.md` 4, 6. */
export const liveModels = [
  { value: 'universal-3-6-pro', label: 'Universal-3.6 Pro', help: 'Default model.' },
  { value: 'universal-3-6', label: 'Universal-3.6' },
  { value: 'universal-3-5-pro', label: 'Universal-3.5 Pro' },
  { value: 'universal-streaming-english', label: 'Universal-Streaming English' },
  { value: 'universal-streaming-multilingual', label: 'Universal-Streaming Multilingual' },
  { value: 'u3-rt-pro', label: 'Universal-3 Pro Streaming' },
  { value: 'u3-rt-pro-beta-1', label: 'Universal-3 Pro Streaming Beta 1' },
  { value: 'u3-pro', label: 'Universal-3 Pro' },
  { value: 'whisper-rt', label: 'Whisper-Streaming' },
] as const satisfies readonly Option[];

/** Streaming models that support a prompt. Source: `newer.md` 4. */
export const promptableLiveModels = [
  'universal-3-6-pro',
  'universal-3-6',
  'universal-3-5-pro',
  'u3-rt-pro',
  'u3-rt-pro-beta-1',
  'u3-pro',
] as const;

/** Source: `streaming.md` section 3, `newer.md` 4. */
export const liveEncodings = [
  { value: 'pcm_s16le', label: '16-Bit PCM' },
  { value: 'pcm_mulaw', label: 'Mu-Law (Telephony)' },
  { value: 'opus', label: 'Opus', source: 'newer.md 4' },
  { value: 'ogg_opus', label: 'Opus in Ogg', source: 'newer.md 4' },
  { value: 'aac', label: 'AAC', source: 'newer.md 4' },
] as const satisfies readonly Option[];

/** Encodings that include their sample rate. Source: `newer.md` 4. */
export const selfDescribingEncodings = ['opus', 'ogg_opus', 'aac'] as const;

/** Source: `newer.md` 4. */
export const streamingModes = [
  { value: 'max_accuracy', label: 'Maximum Accuracy' },
  { value: 'balanced', label: 'Balanced' },
  { value: 'min_latency', label: 'Minimum Latency' },
] as const satisfies readonly Option[];

/** Source: `newer.md` 4. */
export const voiceFocusModels = [
  { value: 'near-field', label: 'Near Field', help: 'For headsets and phones.' },
  { value: 'far-field', label: 'Far Field', help: 'For meeting rooms.' },
] as const satisfies readonly Option[];
