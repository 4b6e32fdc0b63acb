import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stepsOf } from '../builder/template.ts';
import { type FlowFile } from '../real/server.ts';
import { templates } from '../real/templates.ts';
import { resolved } from '../templates/expressions.ts';
import { readTemplates } from '../templates/read.ts';
import { runTemplate } from '../templates/run.ts';
import { startTemplateStage, type TemplateStage } from '../templates/stage.ts';

const folder = mkdtempSync(join(tmpdir(), 'templates-test-'));
let stage: TemplateStage;
beforeAll(async () => {
  stage = await startTemplateStage(folder);
}, 60_000);
afterAll(async () => {
  await stage.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What the last step of a template shows that it worked. */
const RESULTS: Readonly<Record<string, object>> = {
  'answer-a-question-about-each-call': { total_count: expect.any(Number) as number },
  'meeting-follow-up': { action_items: expect.any(Array) as unknown[] },
  'redacted-archive': { id: expect.any(String) as string },
  'report-failed-transcripts': {
    text: expect.stringMatching(/^Transcript .+ failed: Audio has no speech\.$/) as string,
  },
  'score-calls': { channel: '#calls', text: expect.stringMatching(/\n1\. .+\n2\. .+\n3\. /) as string },
  'subtitles-for-finished-transcripts': { subtitles: expect.stringContaining('-->') as string },
  'summary-to-slack': { channel: 'C0123456789', text: expect.stringMatching(/^\*.+\*\n.+/) as string },
  'transcribe-a-recording': { summary: expect.any(String) as string },
  'translate-and-clean-up': { id: expect.any(String) as string },
  'voicemail-to-notion': { pageId: 'page', content: expect.stringMatching(/^Voicemail from Ada\n\n.+/) as string },
};

describe('A template', () => {
  it.each(Object.keys(RESULTS))(
    '%s runs to its last step',
    async (slug) => {
      const ran = await runTemplate(readTemplates().get(slug)!, stage);
      expect(ran.at(-1)!.value).toMatchObject(RESULTS[slug]!);
    },
    30_000,
  );

  it('has a test that runs it', () => {
    expect([...readTemplates().keys()]).toEqual(Object.keys(RESULTS));
  });

  it('archives the text and the audio without personal information', async () => {
    const [, transcribed, audio] = await runTemplate(readTemplates().get('redacted-archive')!, stage);
    expect(transcribed!.value).toMatchObject({ plain_file: expect.stringContaining('https://') as string });
    expect(audio!.value).toMatchObject({ file: expect.stringContaining('https://') as string });
  }, 30_000);
});

describe('For a server without other pieces, a template', () => {
  const archive = { file: '', name: '@aai-connectors/piece-assemblyai', version: '0.1.1', bundleBytes: 0 };
  const flows: readonly (readonly [string, FlowFile])[] = templates(archive, 'mine');

  it.each(flows)('%s has steps of this piece only, in this version and with this connection', (_, flow) => {
    const steps = stepsOf(flow as never);
    expect(steps.length).toBeGreaterThan(1);
    for (const { settings } of steps) {
      expect(settings).toMatchObject({ pieceName: archive.name, pieceVersion: '0.1.1' });
      expect(settings.input?.['auth']).toBe("{{connections['mine']}}");
    }
    expect(steps[0]!.settings.triggerName).toBe('transcript_ready');
  });
});

describe('An expression', () => {
  const outputs = { trigger: { id: 't', list: [{ name: 'a' }] } };

  it.each([
    ["{{trigger['list']}}", [{ name: 'a' }]],
    ["{{trigger['list'][0]['name']}} and {{trigger['id']}}", 'a and t'],
    [["{{trigger['id']}}"], ['t']],
    [{ key: "{{trigger['id']}}" }, { key: 't' }],
    ['plain', 'plain'],
  ])('in %j becomes %j', (value, expected) => {
    expect(resolved(value, outputs)).toEqual(expected);
  });

  it.each(["{{trigger['name']}}", "{{step_1['id']}}", '{{1 + 1}}'])('like %s is an error', (value) => {
    expect(() => resolved(value, outputs)).toThrow();
  });
});
