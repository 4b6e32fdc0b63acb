import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SYSTEMS } from '../systems/list.ts';
import { commandOf, outcomeOf, proven, ROOT, tableOf } from '../systems/run.ts';

/** The systems that AssemblyAI's documentation names, in its pages for integrations, voice agents, and calls. */
const DOCUMENTED = [
  'Activepieces',
  'Amazon Connect',
  'Cloudflare Workers',
  'Genesys Cloud',
  'Haystack',
  'LangChain for Python',
  'LangChain.js',
  'LiveKit',
  'Make',
  'Pipecat',
  'Postman',
  'Power Automate, Azure Logic Apps',
  'Rivet',
  'Semantic Kernel',
  'Twilio',
  'Vapi',
  'Zapier',
  'Zoom',
];

const manifest = (path: string): { readonly scripts?: object; readonly nx?: { readonly targets?: object } } =>
  JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as object;

describe('the list of systems', () => {
  const names = new Set(SYSTEMS.map(({ name }) => name));

  it('has every documented system', () => {
    expect(DOCUMENTED.filter((name) => !names.has(name))).toEqual([]);
  });

  it.each(SYSTEMS.map(({ name, proof }) => ({ name, proof })))('names a proof that exists: $name', ({ proof }) => {
    if ('command' in proof) return;
    const path = join(ROOT, proof.workspace, proof.file);
    expect(existsSync(path), commandOf(proof)).toBe(true);
  });

  it('names commands that exist', () => {
    const scripts = Object.keys(manifest('package.json').scripts ?? {});
    const targetsOf = (project: string): readonly string[] =>
      Object.keys(manifest(`tools/${project}/package.json`).nx?.targets ?? {});
    const commands = SYSTEMS.flatMap(({ proof, more }) => [proof, more]).flatMap((one) =>
      one !== undefined && 'command' in one ? [one.command] : [],
    );
    const unknown = commands.filter((command) => {
      const [, script] = /^npm run -s (\S+)(?: -- .+)?$/.exec(command) ?? [];
      const [, target, project] = /^npx nx (\S+) (exports|examples)$/.exec(command) ?? [];
      const isScript = script !== undefined && scripts.includes(script);
      const isTarget = target !== undefined && project !== undefined && targetsOf(project).includes(target);
      return !isScript && !isTarget;
    });
    expect(unknown).toEqual([]);
  });

  it('reports how commands end', async () => {
    const commands = ['node --eval process.exit(3)', 'no-such-program', 'node --version'];
    const outcomes = await proven(commands.map((command) => ({ command })));
    expect(outcomes.get(commands[0]!)).toEqual({ passed: false, words: 'failed with exit code 3' });
    expect(outcomes.get(commands[1]!)).toMatchObject({ passed: false });
    expect(outcomes.get(commands[2]!)).toEqual({
      passed: true,
      words: expect.stringMatching(/^passed in \d+ s$/) as string,
    });
  });

  it('counts only the tests of a proof', () => {
    const proof = { workspace: 'tools/exports', file: 'test/a.test.ts', only: 'Make' };
    const report = (...statuses: string[]): Parameters<typeof outcomeOf>[1] => ({
      testResults: [
        {
          name: '/x/tools/exports/test/a.test.ts',
          assertionResults: [
            ...statuses.map((status) => ({ fullName: 'the Make app works', status })),
            { fullName: 'the Rivet plugin works', status: 'failed' },
          ],
        },
        { name: '/x/test/b.test.ts', assertionResults: [{ fullName: 'Make', status: 'failed' }] },
      ],
    });
    expect(outcomeOf(proof, report('passed', 'passed', 'skipped'))).toEqual({ passed: true, words: '2 tests passed' });
    expect(outcomeOf(proof, report('passed', 'failed'))).toEqual({ passed: false, words: '1 of 2 tests failed' });
    expect(outcomeOf(proof, report('skipped'))).toEqual({ passed: false, words: 'no test ran' });
  });

  it('prints aligned columns', () => {
    const table = tableOf([{ system: 'Make', reached: 'app', run: 'a', result: '1 test passed' }]);
    expect(table.split('\n')).toEqual([
      'System  How it is reached  Result         What was run',
      'Make    app                1 test passed  a',
    ]);
  });
});
