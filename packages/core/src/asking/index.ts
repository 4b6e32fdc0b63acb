export { answerInWords, type AskOptions, askTranscripts, checkAskOptions, type TranscriptAnswer } from './ask.ts';
export type { Answered } from './conversation.ts';
export { type Line, linesOf } from './lines.ts';
export type { Citation } from './recording.ts';
export type { Scores } from './selection.ts';
