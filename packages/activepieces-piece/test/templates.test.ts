import { piecePropertiesUtils } from '@activepieces/pieces-framework';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assemblyAi } from '../src/index.ts';

interface Step {
  readonly type: string;
  readonly settings: {
    readonly pieceVersion: string;
    readonly actionName?: string;
    readonly triggerName?: string;
    readonly input: Readonly<Record<string, unknown>>;
    readonly propertySettings: Readonly<Record<string, { readonly type: 'MANUAL' | 'DYNAMIC' }>>;
  };
  readonly nextAction?: Step;
}

const FOLDER = new URL('../templates/', import.meta.url);
const json = (url: URL): unknown => JSON.parse(readFileSync(url, 'utf8'));
const { version } = json(new URL('../package.json', import.meta.url)) as { readonly version: string };
const stepsOf = (file: string): readonly Step[] => {
  const steps: Step[] = [];
  const { trigger } = json(new URL(file, FOLDER)) as { readonly trigger: Step };
  for (let step: Step | undefined = trigger; step !== undefined; step = step.nextAction) steps.push(step);
  return steps.filter(({ type }) => type !== 'EMPTY');
};

const propsOf = ({ actionName = '', triggerName = '' }: Step['settings']): Props =>
  (assemblyAi.actions()[actionName] ?? assemblyAi.triggers()[triggerName])?.props as Props;

type Props = Parameters<typeof piecePropertiesUtils.buildSchema>[0];

describe('A template', () => {
  it.each(readdirSync(FOLDER))('%s has only properties of this version', (file) => {
    for (const { settings } of stepsOf(file)) {
      const keys = ['auth', ...Object.keys(propsOf(settings))];
      expect(settings.pieceVersion).toBe(version);
      expect(Object.keys(settings.input).filter((key) => !keys.includes(key))).toEqual([]);
    }
  });

  it.each(readdirSync(FOLDER))('%s has complete steps for the builder', (file) => {
    for (const { settings } of stepsOf(file)) {
      const { error } = piecePropertiesUtils.buildSchema(propsOf(settings), assemblyAi.auth).safeParse(settings.input);
      expect(error?.issues ?? []).toEqual([]);
    }
  });

  it.each(readdirSync(FOLDER))('%s shows expressions in dropdowns as dynamic values', (file) => {
    for (const { settings } of stepsOf(file).filter(({ settings: { actionName } }) => actionName !== undefined)) {
      const props = propsOf(settings);
      const types = Object.entries(settings.input).map(([key, value]) => {
        const isDropdown = ['DROPDOWN', 'STATIC_DROPDOWN'].includes(props[key]?.type ?? '');
        return [key, { type: isDropdown && String(value).includes('{{') ? 'DYNAMIC' : 'MANUAL' }];
      });
      expect(settings.propertySettings).toEqual(Object.fromEntries(types));
    }
  });
});
