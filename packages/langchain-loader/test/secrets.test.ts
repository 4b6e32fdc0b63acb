import { inspect } from 'node:util';
import { SyntheticEmbeddings } from '@langchain/core/utils/testing';
import { describe, expect, it } from 'vitest';
import {
  AssemblyAILoader,
  AudioSubtitleLoader,
  AudioTranscriptLoader,
  createAskTranscriptTool,
  createOperationTool,
  createSearchTranscriptTool,
  createTranscribeRunnable,
  createTranscribeTool,
  StreamingTurnLoader,
  TranscriptRetriever,
} from '../src/index.ts';

const apiKey = 'a-very-secret-key';
const embeddings = new SyntheticEmbeddings({ vectorSize: 4 });

describe('the API key', () => {
  it.each<[string, object]>([
    ['AssemblyAILoader', new AssemblyAILoader({ apiKey, source: 't-1' })],
    ['AudioTranscriptLoader', new AudioTranscriptLoader('t-1', { apiKey })],
    ['AudioSubtitleLoader', new AudioSubtitleLoader('t-1', 'srt', { apiKey })],
    ['StreamingTurnLoader', new StreamingTurnLoader({ apiKey, audio: new Uint8Array(2) })],
    ['TranscriptRetriever', new TranscriptRetriever({ apiKey, transcripts: ['t-1'], embeddings })],
    ['createTranscribeRunnable', createTranscribeRunnable({ apiKey })],
    ['createTranscribeTool', createTranscribeTool({ apiKey })],
    ['createAskTranscriptTool', createAskTranscriptTool({ apiKey })],
    ['createSearchTranscriptTool', createSearchTranscriptTool({ apiKey })],
    ['createOperationTool', createOperationTool('get_transcript', { apiKey })],
  ])('is in no log and no trace of %s', (_, made) => {
    expect(inspect(made, { depth: 20, showHidden: true })).not.toContain(apiKey);
    expect(JSON.stringify(made)).not.toContain(apiKey);
  });
});
