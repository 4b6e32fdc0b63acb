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

describe('A template', () => {
  it.each(readdirSync(FOLDER))('%s asks only what this version has', (file) => {
    for (const { settings } of stepsOf(file)) {
      const part = assemblyAi.actions()[settings.actionName ?? ''] ?? assemblyAi.triggers()[settings.triggerName ?? ''];
      const keys = ['auth', ...Object.keys((part?.props ?? {}) as object)];
      expect(settings.pieceVersion).toBe(version);
      expect(Object.keys(settings.input).filter((key) => !keys.includes(key))).toEqual([]);
    }
  });
});
