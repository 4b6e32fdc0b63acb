import {
  AssemblyAILoader,
  createAskTranscriptTool,
  createSearchTranscriptTool,
  createTranscribeTool,
} from '@aai-connectors/langchain';
import { createClient } from '@aai-connectors/core/node';
import { fakeModel } from '@langchain/core/testing';
import { AIMessage, createAgent, ToolMessage } from 'langchain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StandIn, startStandIn } from '@aai-connectors/stand-in';

describe('an agent of langchain', () => {
  let standIn: StandIn;
  beforeAll(async () => {
    standIn = await startStandIn();
  });
  afterAll(() => standIn.close());

  const client = () => createClient({ apiKey: standIn.keys[0]!, hosts: standIn.hosts });

  it('transcribes, searches, asks, and corrects its mistakes', async () => {
    const options = { client: client() };
    const tools = [
      createTranscribeTool({ ...options, params: { speaker_labels: true } }),
      createSearchTranscriptTool(options),
      createAskTranscriptTool(options),
    ];
    const id = (await client().transcribe('https://assembly.ai/wildfires.mp3', { speaker_labels: true })).id;
    const model = fakeModel()
      .respondWithTools([{ name: 'transcribe_audio', args: { url: 'https://10.0.0.1/a.mp3' }, id: 'c1' }])
      .respondWithTools([{ name: 'transcribe_audio', args: { url: 'https://assembly.ai/wildfires.mp3' }, id: 'c2' }])
      .respondWithTools([
        { name: 'search_transcript', args: { words: ['air quality'], transcriptId: id }, id: 'c3' },
        { name: 'ask_transcript', args: { question: 'Where is the smoke from?', transcriptId: id }, id: 'c4' },
      ])
      .respond(new AIMessage('From Canada.'));
    const agent = createAgent({ model, tools });
    const { messages } = await agent.invoke({ messages: [{ role: 'user', content: 'Where is the smoke from?' }] });
    const answers = messages.filter((message) => ToolMessage.isInstance(message));
    expect(answers.map(({ status }) => status)).toEqual(['error', 'success', 'success', 'success']);
    expect(answers[0]!.content).toContain('public https:// URL');
    expect(answers[1]!.content).toMatch(/^Transcript ID: .*\[0:00 - 0:\d\d\] Speaker A: Smoke/s);
    expect(answers[2]!.content).toMatch(/"air quality" was said \d times:/);
    expect(String(answers[3]!.content).length).toBeGreaterThan(10);
    expect(messages.at(-1)).toMatchObject({ content: 'From Canada.' });
  });

  it('receives schemas that a model can use', () => {
    const options = { client: client() };
    for (const tool of [
      createTranscribeTool(options),
      createSearchTranscriptTool(options),
      createAskTranscriptTool(options),
    ]) {
      expect(() => createAgent({ model: fakeModel(), tools: [tool] })).not.toThrow();
    }
  });

  it('gives the same IDs to a recording that is transcribed again', async () => {
    const load = () =>
      new AssemblyAILoader({
        client: client(),
        source: 'https://assembly.ai/wildfires.mp3',
        unit: 'utterances',
        params: { speaker_labels: true },
      }).load();
    const [first, second] = [await load(), await load()];
    expect(second.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
    expect(second[0]!.metadata.transcript_id).not.toBe(first[0]!.metadata.transcript_id);
  });
});
