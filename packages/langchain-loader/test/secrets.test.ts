import { inspect } from 'node:util';
import { createClient, ENTRIES, exampleInput, findEntry, redactData } from '@aai-connectors/core';
import { startStandIn } from '@aai-connectors/stand-in';
import type { ToolMessage } from '@langchain/core/messages';
import { SyntheticEmbeddings } from '@langchain/core/utils/testing';
import fc from 'fast-check';
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
  ])('does not appear in logs and traces of %s', (_, made) => {
    expect(inspect(made, { depth: 20, showHidden: true })).not.toContain(apiKey);
    expect(JSON.stringify(made)).not.toContain(apiKey);
  });
});

describe('a key that the service echoes', () => {
  /** As a header can hold it, and long enough not to be a part of other text. */
  const keys = fc
    .array(fc.integer({ min: 0x21, max: 0x7e }), { minLength: 8, maxLength: 48 })
    .map((codes) => String.fromCharCode(...codes));
  const operations = ENTRIES.filter(({ params }) => !Object.values(params).some(({ kind }) => kind === 'media'));

  it('does not appear in anything a tool returns', async () => {
    const standIn = await startStandIn({ clock: 'manual' });
    await fc.assert(
      fc.asyncProperty(
        keys,
        fc.constantFrom('echo-key-body', 'echo-key-header', 'echo-key-status'),
        fc.constantFrom(...operations.map(({ id }) => id)),
        async (key, fault, id) => {
          standIn.control.clear();
          standIn.control.add({ fault, times: 20 });
          const hosts = { api: standIn.url, llm: standIn.url, streaming: standIn.url };
          const tool = createOperationTool(id, { apiKey: key, hosts, retry: { attempts: 1 } });
          const args = exampleInput(findEntry(id)!, {});
          const message: unknown = await tool
            .invoke({ type: 'tool_call', id: 'c-1', name: tool.name, args })
            .catch((error: unknown) => error);
          const shown = inspect(message, { depth: 12 }) + JSON.stringify(message);
          expect(redactData(shown, [key])).toBe(shown);
          expect(shown).not.toContain(JSON.stringify(key).slice(1, -1));
        },
      ),
      { numRuns: 150 },
    );
    await standIn.close();
  }, 60_000);

  it('does not appear in results, not even partly at the end of a shortened text', async () => {
    const text = `The key is ${apiKey}.`;
    const send = () => Promise.resolve({ status: 200, headers: {}, body: JSON.stringify({ text, echo: [apiKey] }) });
    const clientIo = { send, sleep: () => Promise.resolve() };
    for (let maxCharacters = 1; maxCharacters < 60; maxCharacters++) {
      const client = createClient({ io: clientIo, apiKey });
      const tool = createOperationTool('custom_api_call', { apiKey, client, maxCharacters });
      const args = { method: 'GET', path: '/v2/anything' };
      const message = (await tool.invoke({ type: 'tool_call', id: 'c-1', name: tool.name, args })) as ToolMessage;
      const { content, artifact } = message;
      expect(JSON.stringify([content, artifact])).not.toContain(apiKey.slice(0, 10));
    }
  });
});
