import type {
  ChatResponse,
  CompletedTranscript,
  LemurPurgeResponse,
  LemurQuestionAnswerResponse,
  LemurTextResponse,
  NowTranscript,
  ParagraphsResponse,
  RedactedAudio,
  SentencesResponse,
  StreamingToken,
  Transcript,
  TranscriptPage,
  UploadedFile,
  WordSearchResponse,
} from '@aai-connectors/core';

/** The API's responses by name. Their JSON Schemas are generated from these types. */
export interface Answers {
  readonly Transcript: Transcript;
  readonly TranscriptPage: TranscriptPage;
  readonly SentencesResponse: SentencesResponse;
  readonly ParagraphsResponse: ParagraphsResponse;
  readonly WordSearchResponse: WordSearchResponse;
  readonly RedactedAudio: RedactedAudio;
  readonly UploadedFile: UploadedFile;
  readonly LemurTextResponse: LemurTextResponse;
  readonly LemurQuestionAnswerResponse: LemurQuestionAnswerResponse;
  readonly LemurPurgeResponse: LemurPurgeResponse;
  readonly ChatResponse: ChatResponse;
  readonly StreamingToken: StreamingToken;
  readonly UnderstoodTranscript: UnderstoodTranscript;
  readonly SyncTranscript: SyncTranscript;
}

export type AnswerName = keyof Answers;

/** The parts of a transcript that a feature of Speech Understanding changes or adds. */
export type UnderstoodTranscript = Partial<CompletedTranscript>;

/** The result of a sync transcription. */
export type SyncTranscript = Omit<NowTranscript, 'via' | 'reason' | 'transcript'>;
