export type { ClientConfig } from './client.ts';
export type { DocumentOptions, TranscriptDocument } from './output.ts';
export {
  AudioSubtitleLoader,
  AudioTranscriptLoader,
  AudioTranscriptParagraphsLoader,
  AudioTranscriptSentencesLoader,
  type DropInOptions,
  type TranscribeParams,
} from './drop-in.ts';
export {
  AssemblyAILoader,
  type AssemblyAILoaderOptions,
  type LoadFailure,
  type LoadProgress,
  type UnfinishedJob,
} from './loader.ts';
export type {
  AudioItem,
  AudioSource,
  LoaderSource,
  LocalFiles,
  TranscriptItem,
  TranscriptObject,
} from './loading/source.ts';
export type { BaseStoreLike } from './loading/base-store.ts';
export type { AnyStore, TranscriptStore } from './loading/store.ts';
export type { Waiting } from './loading/transcribe.ts';
export type { SpeechMetadata, TranscriptMetadata } from './metadata.ts';
export type { TranscriptionParams } from './params.ts';
export {
  type SpanMetadata,
  TranscriptRetriever,
  type TranscriptRetrieverInput,
  type VectorStoreRetrieverInput,
} from './retriever.ts';
export { createTranscribeRunnable, type TranscribeRunnableOptions } from './runnable.ts';
export { type Schema, schemaOf, schemaOfField } from '@aai-connectors/core';
export {
  type LiveSession,
  StreamingTurnLoader,
  type StreamingTurnLoaderOptions,
  type TurnDocument,
} from './streaming-turn-loader.ts';
export { type AskTranscriptToolOptions, createAskTranscriptTool } from './tools/ask.ts';
export { createOperationTool, createOperationTools, type OperationToolOptions } from './tools/operation.ts';
export type { ToolOptions } from './tools/options.ts';
export { createSearchTranscriptTool, type SearchTranscriptToolOptions } from './tools/search.ts';
export { createTranscribeTool, type TranscribeToolOptions } from './tools/transcribe.ts';
