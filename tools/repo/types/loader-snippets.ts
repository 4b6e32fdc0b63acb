/** Calls of the LangChain package as people write them. */

export const LOADER_HEAD = `import {
  AssemblyAILoader, AudioTranscriptLoader, createTranscribeRunnable, createTranscribeTool, type TranscriptMetadata,
  TranscriptRetriever,
} from '@aai-connectors/langchain';
declare const metadata: TranscriptMetadata;
`;

/** Each is wrong in one place and must not compile. */
export const LOADER_TYPOS: readonly string[] = [
  `new AssemblyAILoader({ source: 'a.wav', params: { speaker_lables: true } })`,
  `new AssemblyAILoader({ source: 'a.wav', params: { speakerLabels: true } })`,
  `new AssemblyAILoader({ source: 'a.wav', params: { speaker_labels: 'yes' } })`,
  `new AssemblyAILoader({ source: 'a.wav', params: { redact_pii_sub: 'stars' } })`,
  `new AssemblyAILoader({ source: 'a.wav', params: { speaker_options: { max_speaker_expected: 3 } } })`,
  `new AssemblyAILoader({ source: 'a.wav', params: { audio_url: 'https://example.com/a.mp3' } })`,
  `new AssemblyAILoader({ source: 'a.wav', unit: 'utterance' })`,
  `new AssemblyAILoader({ source: 'a.wav', speaker_labels: true })`,
  `new AssemblyAILoader({ source: { audio: 'a.wav', params: { speaker_lables: true } } })`,
  `new AssemblyAILoader({ sources: ['b.wav', { audio: 'a.wav', params: { punctuate: 'no' } }] })`,
  `new AssemblyAILoader({ source: 'a.wav', window: { word: 40 } })`,
  `new AudioTranscriptLoader({ audio: 'a.wav', speaker_lables: true })`,
  `new AudioTranscriptLoader({ audio: 'a.wav', punctuate: 'no' })`,
  `createTranscribeTool({ params: { speaker_lables: true } })`,
  `createTranscribeRunnable({ params: { language_codes: 'es' } })`,
  `new TranscriptRetriever({ transcripts: ['id'], search: 'vector' })`,
  `metadata.start_ms.toFixed()`,
];

/** Each must compile. */
export const LOADER_CALLS: readonly string[] = [
  `new AssemblyAILoader({ source: 'a.wav', unit: 'utterances', params: { speaker_labels: true } })`,
  `new AssemblyAILoader({ source: 'a.wav', params: { language_code: null, extra: { a_new_parameter: true } } })`,
  `new AssemblyAILoader({ source: 'a.wav', params: { speech_models: ['a-model-of-tomorrow'] } })`,
  `new AssemblyAILoader({ sources: ['b.wav', { audio: 'a.wav', params: { punctuate: false } }, { transcriptId: 'id' }] })`,
  `new AssemblyAILoader({ source: new Uint8Array(8), unit: 'words', window: { words: 40, overlap: 10 } })`,
  `new AudioTranscriptLoader({ audio: 'a.wav', speaker_labels: true }, { apiKey: 'key' })`,
  `new AudioTranscriptLoader({ audio_url: 'https://example.com/a.mp3' })`,
  `createTranscribeTool({ params: { speaker_labels: true, speaker_options: { min_speakers_expected: 2 } } })`,
  `createTranscribeRunnable({ params: { redact_pii: true, redact_pii_policies: ['person_name'] } })`,
  `new TranscriptRetriever({ transcripts: ['id'], search: 'keywords' }).invoke('Why?')`,
  `metadata.start_ms?.toFixed()`,
];

/** What an editor is asked about: the word between the bars. */
export const LOADER_HOVERS: readonly string[] = [
  `new AssemblyAILoader({ source: 'a.wav', params: { |speaker_labels|: true } })`,
  `new AssemblyAILoader({ source: { audio: 'a.wav', params: { |speaker_labels|: true } } })`,
  `new AudioTranscriptLoader({ audio: 'a.wav', |speaker_labels|: true })`,
  `createTranscribeTool({ params: { |redact_pii_sub|: 'hash' } })`,
  `createTranscribeRunnable({ params: { |word_boost|: ['a'] } })`,
  `metadata.|start_ms|`,
];
