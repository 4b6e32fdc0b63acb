import type { Tool } from '../tool.ts';
import { askTranscriptsTool } from './ask.ts';
import { findInTranscripts } from './find.ts';
import { listTranscripts } from './list.ts';
import { readTranscript } from './read.ts';
import { saveSubtitles } from './subtitles.ts';
import { summarizeTranscript } from './summarize.ts';
import { transcribe } from './transcribe.ts';
import { getUsage } from './usage.ts';
import { waitForTranscript } from './wait.ts';

/** Every tool, in the order in which a conversation needs them. */
export const TOOLS: readonly Tool[] = [
  transcribe,
  waitForTranscript,
  readTranscript,
  findInTranscripts,
  askTranscriptsTool,
  summarizeTranscript,
  saveSubtitles,
  listTranscripts,
  getUsage,
];
