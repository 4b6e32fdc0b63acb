import { pathToFileURL } from 'node:url';
import type { StandIn } from '@aai-connectors/stand-in';
import type { NodeRegistration, PortId, RivetPluginInitializer } from '@ironclad/rivet-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUNDLE, bundlePlugin } from '../rivet/bundle.ts';
import { OPERATIONS } from '../rivet/operations.ts';
import { registryWith, rivetStory, runNode } from '../rivet/story.ts';
import { quickStandIn } from './quick-stand-in.ts';

describe('the Rivet plugin', () => {
  let standIn: StandIn;
  let registry: NodeRegistration;
  let settings: Readonly<Record<string, string>>;
  beforeAll(async () => {
    await bundlePlugin();
    const { default: plugin } = (await import(pathToFileURL(BUNDLE).href)) as {
      readonly default: RivetPluginInitializer;
    };
    registry = registryWith(plugin);
    standIn = await quickStandIn();
    settings = { api_key: standIn.keys[0]!, base_url: standIn.url };
  });
  afterAll(() => standIn.close());

  const link = { type: 'string', value: 'https://assembly.ai/wildfires.mp3' } as const;

  it('has the five documented nodes beside those of the plugin in Rivet', () => {
    expect(OPERATIONS.map(({ title }) => title)).toEqual([
      'Transcribe Audio',
      'LeMUR Summary',
      'LeMUR Q&A',
      'LeMUR Custom Task',
      'LeMUR Action Items',
    ]);
    for (const { type } of OPERATIONS) expect(registry.getDynamicDisplayName(type)).toBeDefined();
  });

  it('runs every node in rivet-node', async () => {
    const runs = await rivetStory(registry, standIn);
    expect(runs.map(({ node }) => node)).toEqual(OPERATIONS.map(({ title }) => title));
    expect(runs[0]?.outputs).toMatchObject({ status: { value: 'completed' }, utterances: { type: 'object[]' } });
    expect(runs[2]?.outputs['response']).toMatchObject({
      type: 'object[]',
      value: [{ question: 'What is it about?' }, {}],
    });
    for (const { outputs } of runs.slice(1)) expect(outputs['response']?.value).not.toBe('');
  });

  it('asks the LLM Gateway, and LeMUR if the settings say so', async () => {
    const ask = async (more: Readonly<Record<string, string>>): Promise<string> => {
      const before = standIn.requests().length;
      await runNode(
        registry,
        'LeMUR Custom Task',
        { ...settings, ...more },
        {
          data: { prompt: 'What is it?' },
          inputs: { input_text: { type: 'string', value: 'A call.' } },
          outputs: ['response'],
        },
      );
      return standIn.requests()[before]!.path;
    };
    expect(await ask({})).toBe('/v1/chat/completions');
    expect(await ask({ lemur: 'true' })).toBe('/lemur/v3/generate/task');
  });

  it('returns the ID without waiting, and does not run the nodes behind the text', async () => {
    const { outputs } = await runNode(registry, 'Transcribe Audio', settings, {
      data: { wait: false },
      inputs: { audio: link },
      outputs: ['id', 'status', 'text'],
    });
    expect(outputs['status']?.value).toBe('queued');
    expect(outputs['text']?.type).toBe('control-flow-excluded');
  });

  it('reports the status of a job, and ends when the graph is aborted', async () => {
    const slow = await quickStandIn({ timing: { queuedMs: 1, processingMs: 600_000 } });
    try {
      const abort = new AbortController();
      const statuses: unknown[] = [];
      const run = runNode(
        registry,
        'Transcribe Audio',
        { api_key: slow.keys[0]!, base_url: slow.url },
        {
          inputs: { audio: link },
          outputs: ['text'],
          signal: abort.signal,
          onPartialOutputs: (outputs) => {
            statuses.push(outputs['status' as PortId]?.value);
            if (statuses.at(-1) === 'processing') abort.abort();
          },
        },
      );
      await expect(run).rejects.toThrow();
      expect(statuses.at(-1)).toBe('processing');
    } finally {
      await slow.close();
    }
  });

  it('takes parameters from an input port, and leaves out those that nobody set', async () => {
    const before = standIn.requests().length;
    await runNode(registry, 'Transcribe Audio', settings, {
      data: { wait: false, punctuate: false, prompt: '', use_speaker_labels_input: true },
      inputs: { audio: link, speaker_labels: { type: 'boolean', value: true } },
      outputs: ['id'],
    });
    expect(standIn.requests()[before]?.body).toEqual({ audio_url: link.value, punctuate: false, speaker_labels: true });
  });

  it.each([
    ['a missing API key', { api_key: '' }, 'The AssemblyAI API key is missing'],
    ['an unknown region', { region: 'mars' }, 'region must be "us" or "eu"'],
  ])('explains %s', async (_, more, message) => {
    const run = runNode(
      registry,
      'Transcribe Audio',
      { ...settings, ...more },
      { inputs: { audio: link }, outputs: ['id'] },
    );
    await expect(run).rejects.toThrow(message);
  });

  it('refuses what the EU does not offer, before anything is sent', async () => {
    const before = standIn.requests().length;
    const run = runNode(
      registry,
      'Transcribe Audio',
      { api_key: 'eu', region: 'eu' },
      {
        data: { redact_pii: true, redact_pii_audio: true, redact_pii_policies: ['person_name'] },
        inputs: { audio: link },
        outputs: ['id'],
      },
    );
    await expect(run).rejects.toThrow(/redact_pii_audio|EU/);
    expect(standIn.requests()).toHaveLength(before);
  });
});
