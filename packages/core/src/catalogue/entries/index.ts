import { customApiCall } from './api/custom-call.ts';
import { newTranscript } from './events/new-transcript.ts';
import { transcriptReady } from './events/transcript-ready.ts';
import { uploadFile } from './file/upload.ts';
import { llmChat } from './llm/chat.ts';
import { lemurQuestionAnswer } from './llm/questions.ts';
import { lemurGetResponse } from './llm/get-response.ts';
import { lemurPurge } from './llm/purge.ts';
import { lemurTask } from './llm/task.ts';
import type { AnyEntry, AnyEvent } from '../kit/entry.ts';
import { createStreamingToken } from './streaming/create-token.ts';
import { deleteTranscript } from './transcript/delete.ts';
import { getTranscript } from './transcript/get.ts';
import { listTranscripts } from './transcript/list.ts';
import { getParagraphs } from './transcript/paragraphs.ts';
import { getRedactedAudio } from './transcript/redacted-audio.ts';
import { searchWords } from './transcript/search-words.ts';
import { getSentences } from './transcript/sentences.ts';
import { getSubtitles } from './transcript/subtitles.ts';
import { transcribe } from './transcript/transcribe.ts';
import { waitForTranscript } from './transcript/wait-for.ts';
import { listActionItems } from './understanding/action-items.ts';
import { formatTranscript } from './understanding/format.ts';
import { identifySpeakers } from './understanding/identify-speakers.ts';
import { summarizeTranscript } from './understanding/summarize.ts';
import { translateTranscript } from './understanding/translate.ts';

/** Every operation and job, the most needed first. */
export const ENTRIES: readonly AnyEntry[] = [
  transcribe,
  lemurQuestionAnswer,
  summarizeTranscript,
  listActionItems,
  getTranscript,
  waitForTranscript,
  getSubtitles,
  translateTranscript,
  searchWords,
  listTranscripts,
  identifySpeakers,
  lemurTask,
  llmChat,
  getSentences,
  getParagraphs,
  getRedactedAudio,
  formatTranscript,
  deleteTranscript,
  uploadFile,
  createStreamingToken,
  customApiCall,
  lemurGetResponse,
  lemurPurge,
];

/** Every event that can start a workflow. */
export const EVENTS: readonly AnyEvent[] = [transcriptReady, newTranscript];

export const findEntry = (id: string): AnyEntry | undefined => ENTRIES.find((entry) => entry.id === id);

export const findEvent = (id: string): AnyEvent | undefined => EVENTS.find((event) => event.id === id);
