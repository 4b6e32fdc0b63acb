import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkTemplate, type Finding, incompleteSteps } from '../builder/check.ts';
import { type BuilderPiece, builderPiece, recordedPieces } from '../builder/pieces.ts';
import { stepsOf, type Template, type TemplateStep } from '../builder/template.ts';
import { loadPiece } from '../emulator/load.ts';
import { packPiece } from '../emulator/pack.ts';
import { readTemplates } from '../templates/read.ts';

const folder = mkdtempSync(join(tmpdir(), 'builder-test-'));
let pieces: readonly BuilderPiece[];
beforeAll(() => {
  const archive = packPiece(folder);
  pieces = [builderPiece(loadPiece(archive.file, join(folder, 'empty')), archive), ...recordedPieces()];
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Change {
  readonly input?: (input: Record<string, unknown>) => void;
  readonly modes?: (modes: Record<string, { type: string }>) => void;
  readonly settings?: (settings: Record<string, unknown>) => void;
}

/** A template with one of its steps changed. */
function changed(slug: string, step: string, { input, modes, settings }: Change): Template {
  const template = structuredClone(readTemplates().get(slug)!);
  const found = stepsOf(template).find(({ name }) => name === step)!.settings as Record<string, unknown>;
  input?.(found['input'] as Record<string, unknown>);
  modes?.(found['propertySettings'] as Record<string, { type: string }>);
  settings?.(found);
  return template;
}

const messages = async (template: Template): Promise<readonly string[]> =>
  (await checkTemplate(template, pieces)).map(({ message }) => message);

describe('The builder check', () => {
  it.each([...readTemplates().keys()])('finds %s complete', async (slug) => {
    expect(await checkTemplate(readTemplates().get(slug)!, pieces)).toEqual([]);
  });

  it('covers ten templates', () => expect(readTemplates().size).toBe(10));

  it.each<[string, string, string, Change, RegExp]>([
    [
      'a dropdown with an expression that is not dynamic',
      'subtitles-for-finished-transcripts',
      'step_1',
      { modes: (modes) => (modes['transcript_id'] = { type: 'MANUAL' }) },
      /^transcript_id: the form does not show an expression/,
    ],
    [
      'a multiple selection with an expression in a list',
      'answer-a-question-about-each-call',
      'step_1',
      {
        input: (input) => (input['transcript_ids'] = ["{{trigger['id']}}"]),
        modes: (modes) => (modes['transcript_ids'] = { type: 'MANUAL' }),
      },
      /^transcript_ids: the form does not show an expression/,
    ],
    [
      'a dynamic value that is a list',
      'answer-a-question-about-each-call',
      'step_1',
      { input: (input) => (input['transcript_ids'] = ["{{trigger['id']}}"]) },
      /^transcript_ids: a dynamic value must be a text/,
    ],
    [
      'an optional list that the file leaves out',
      'subtitles-for-finished-transcripts',
      'step_1',
      {
        settings: (settings) => {
          settings['actionName'] = 'identify_speakers';
          settings['input'] = { auth: 'x', transcript_id: "{{trigger['id']}}", speaker_type: 'name', speakers: [] };
        },
      },
      /^known_values: Invalid input/,
    ],
    [
      'a required list that is empty',
      'answer-a-question-about-each-call',
      'step_2',
      { input: (input) => (input['words'] = []) },
      /^words: Too small/,
    ],
    [
      'a step without a connection',
      'meeting-follow-up',
      'step_1',
      { input: (input) => delete input['auth'] },
      /^auth: Invalid input/,
    ],
    [
      'a value that is not one of the choices',
      'subtitles-for-finished-transcripts',
      'step_1',
      { input: (input) => (input['format'] = 'docx') },
      /^format: "docx" is not one of the choices/,
    ],
    [
      'a property of another version',
      'meeting-follow-up',
      'step_1',
      { input: (input) => (input['tone'] = 'formal') },
      /^tone: the step has no such property/,
    ],
    [
      'a setting whose topic is not selected',
      'redacted-archive',
      'step_1',
      { input: (input) => (input['more_settings'] = ['language']) },
      /^settings\.redact_pii: no selected topic has this setting/,
    ],
    [
      'a setting with a value that is not one of the choices',
      'redacted-archive',
      'step_1',
      { input: (input) => ((input['settings'] as Record<string, unknown>)['redact_pii_policies'] = ['shoe_size']) },
      /^settings\.redact_pii_policies: "shoe_size" is not one of the choices/,
    ],
    [
      'an expression that uses a later step',
      'transcribe-a-recording',
      'step_1',
      { input: (input) => (input['audio_url'] = "{{step_2['summary']}}") },
      /uses step_2, which does not run before/,
    ],
    [
      'an action that the piece does not have',
      'meeting-follow-up',
      'step_1',
      { settings: (settings) => (settings['actionName'] = 'summarize') },
      /has no summarize/,
    ],
    [
      'another version of the piece',
      'meeting-follow-up',
      'step_1',
      { settings: (settings) => (settings['pieceVersion'] = '9.9.9') },
      /^The version is 9\.9\.9/,
    ],
    [
      'a loop without a list',
      'report-failed-transcripts',
      'step_2',
      { settings: (settings) => (settings['items'] = '') },
      /The loop has no list/,
    ],
    [
      'an empty required property within a loop',
      'report-failed-transcripts',
      'step_3',
      { input: (input) => (input['channel'] = null) },
      /^channel: /,
    ],
  ])('finds %s', async (_, slug, step, change, message) => {
    const found = await checkTemplate(changed(slug, step, change), pieces);
    expect(found.filter((one) => one.step === step).map((one) => one.message)).toEqual(
      expect.arrayContaining([expect.stringMatching(message) as string]),
    );
  });

  it('finds a trigger that is not selected', async () => {
    const template = structuredClone(readTemplates().get('meeting-follow-up')!);
    const trigger = { ...template.trigger, type: 'EMPTY', settings: {} } satisfies TemplateStep;
    expect(await messages({ ...template, trigger })).toEqual(['The trigger is not selected.']);
  });

  it('counts a step once, whatever it lacks', () => {
    const findings: Finding[] = [
      { step: 'step_1', message: 'a' },
      { step: 'step_1', message: 'b' },
      { step: 'step_2', message: 'c' },
    ];
    expect(incompleteSteps(findings)).toBe(2);
  });
});
