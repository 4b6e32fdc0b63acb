import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FormPart, InputField } from '../src/form.ts';
import app from '../src/index.ts';

type Kind = 'triggers' | 'searches' | 'creates';

interface Step {
  readonly app: string;
  readonly kind: Kind | 'trigger' | 'action';
  /** Key of a trigger, search, or action of this app. */
  readonly key?: string;
  /** Label of a trigger or action of another app. */
  readonly event?: string;
  readonly inputs?: Readonly<Record<string, string | readonly string[]>>;
}

interface Template {
  readonly title: string;
  readonly description: string;
  readonly steps: readonly Step[];
}

interface Part {
  readonly display: { readonly hidden?: boolean };
  readonly operation: {
    readonly inputFields: readonly FormPart[];
    readonly outputFields: readonly { readonly key: string }[];
    readonly sample: Readonly<Record<string, unknown>>;
  };
}

const parts = app as unknown as Record<Kind, Readonly<Record<string, Part>>>;
const read = (file: string): string => readFileSync(new URL(`../listing/${file}`, import.meta.url), 'utf8');
const templates = JSON.parse(read('templates.json')) as readonly Template[];
const isOurs = (step: Step): boolean => step.app === 'AssemblyAI';
const partOf = ({ kind, key = '' }: Step): Part | undefined => parts[kind as Kind]?.[key];

/** The fields that the form shows for these answers. */
const shownBy = ({ operation }: Part, inputData: object): readonly InputField[] =>
  operation.inputFields.flatMap((field) =>
    typeof field === 'function' ? field({} as never, { inputData } as never) : [field],
  );

/** What a value refers to: the number of a step, and the key in its output. */
const referencesIn = (value: string | readonly string[]): readonly { readonly step: number; readonly key: string }[] =>
  [
    ...[value]
      .flat()
      .join(' ')
      .matchAll(/\{\{(\d+)\.([^}]+)\}\}/g),
  ].map(([, step, key]) => ({
    step: Number(step),
    key: key!,
  }));

/** Whether a step outputs a key, such as `a__b`. The sample has an empty object where the keys are data, such as languages. */
function outputs({ operation: { outputFields, sample } }: Part, key: string): boolean {
  const [first = '', ...rest] = key.split('__');
  const table = sample[first];
  const isTable = rest.length === 1 && typeof table === 'object' && table !== null && Object.keys(table).length === 0;
  return (rest.length === 0 && first in sample) || isTable || outputFields.some((field) => field.key === key);
}

describe('The templates', () => {
  it('are ten, each with another title', () => {
    expect(templates).toHaveLength(10);
    expect(new Set(templates.map(({ title }) => title)).size).toBe(10);
  });

  it('offer the audio as a file and as a link', () => {
    const keys = new Set(
      templates.flatMap(({ steps }) => steps.filter(isOurs)).flatMap((step) => Object.keys(step.inputs ?? {})),
    );
    const ofAudio = shownBy(parts.creates['transcribe']!, {}).filter(({ label }) => /^Audio (?:File|URL)$/.test(label));
    expect(ofAudio.map(({ key }) => keys.has(key))).toEqual([true, true]);
  });
});

describe.each(templates)('$title', ({ title, description, steps }) => {
  it('has a title and a description in the style of the gallery', () => {
    expect(title).toMatch(/^[A-Z][a-z]+ .*[^.]$/);
    expect(title.length).toBeLessThanOrEqual(100);
    expect(description).toMatch(/^[A-Z].*\.$/);
    expect(description.length).toBeGreaterThanOrEqual(140);
    expect(description.length).toBeLessThanOrEqual(300);
    for (const name of new Set(steps.map((step) => step.app)))
      expect(description).toContain(name.replace(/ by Zapier$/, ''));
  });

  it('starts with a trigger, has an action of this app or its trigger, and uses another app', () => {
    expect(steps.map(({ kind }) => kind.startsWith('trigger'))).toEqual(steps.map((_, at) => at === 0));
    expect(steps.some(isOurs)).toBe(true);
    expect(steps.some((step) => !isOurs(step) && step.event !== undefined)).toBe(true);
  });

  it.each(steps.filter(isOurs))('uses $kind $key as it is in the app', (step) => {
    const part = partOf(step);
    expect(part?.display.hidden ?? false).toBe(false);
    const inputs = step.inputs ?? {};
    const shown = shownBy(part!, inputs);
    expect(Object.keys(inputs).filter((key) => !shown.some((field) => field.key === key))).toEqual([]);
    expect(shown.filter(({ required, key }) => required === true && !(key in inputs)).map(({ key }) => key)).toEqual(
      [],
    );
    for (const [key, value] of Object.entries(inputs)) {
      const { choices } = shown.find((field) => field.key === key)!;
      if (!Array.isArray(choices)) continue;
      const values = choices.map((choice) => choice.value);
      expect(values).toEqual(expect.arrayContaining([value].flat()));
    }
  });

  it('refers only to earlier steps, and to what they output', () => {
    for (const [at, { inputs = {} }] of steps.entries()) {
      for (const { step, key } of Object.values(inputs).flatMap(referencesIn)) {
        expect(step).toBeLessThanOrEqual(at);
        const source = steps[step - 1]!;
        if (isOurs(source)) expect(`${key}: ${outputs(partOf(source)!, key)}`).toBe(`${key}: true`);
      }
    }
  });
});

describe('The changelog for promotion', () => {
  const changelog = read('CHANGELOG.md');
  const { version } = JSON.parse(read('../package.json')) as { readonly version: string };

  it('has the version of the app', () =>
    expect(changelog).toMatch(new RegExp(`^## ${version.replaceAll('.', '\\.')}$`, 'm')));

  it('names triggers, searches, and actions by their keys', () => {
    const kinds: Readonly<Record<string, Kind>> = { trigger: 'triggers', search: 'searches', create: 'creates' };
    const named = [...changelog.matchAll(/\b(trigger|search|create)\/(\w+)/g)];
    expect(named.filter(([, kind, key]) => parts[kinds[kind!]!][key!] === undefined).map(([name]) => name)).toEqual([]);
    const visible = Object.values(kinds).flatMap((kind) =>
      Object.entries(parts[kind]).filter(([, { display }]) => display.hidden !== true),
    );
    expect(named).toHaveLength(visible.length);
  });
});
