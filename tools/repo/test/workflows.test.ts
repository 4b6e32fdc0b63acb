import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { actionlint } from '../workflows/actionlint.ts';
import { commandsOf, knownActions, parseWorkflow, readWorkflows, type Workflow } from '../workflows/read.ts';
import { breaches } from '../workflows/rules.ts';

beforeAll(() => process.chdir(fileURLToPath(new URL('../../../', import.meta.url))));

const COMMIT = '3d3c42e5aac5ba805825da76410c181273ba90b1';

/** A workflow that keeps all rules, with one job of these steps. */
const workflow = (steps: string, { top = 'permissions: {}', job = 'permissions: { contents: read }' } = {}): Workflow =>
  parseWorkflow(
    'made-up.yml',
    `name: Made up
on: push
${top}
jobs:
  one:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    ${job}
    steps:
${steps.replace(/^/gm, '      ')}
`,
  );

const found = (one: Workflow): readonly string[] => breaches(one, knownActions(), commandsOf());
const CHECKOUT = `- uses: actions/checkout@${COMMIT} # v7.0.1
  with: { persist-credentials: false }`;

describe('The workflows', () => {
  it('pass actionlint', async () => expect(await actionlint(readWorkflows())).toEqual([]));

  it('keep the rules of this repository', () => expect(readWorkflows().flatMap(found)).toEqual([]));

  it('are those that a release and its checks need', () =>
    expect(readWorkflows().map(({ path }) => path.split('/').at(-1))).toEqual([
      'codeql.yml',
      'docs.yml',
      'hosts.yml',
      'release.yml',
      'test.yml',
    ]));
});

describe('A workflow', () => {
  it('passes if it keeps all rules', async () => {
    const one = workflow(CHECKOUT);
    expect(found(one)).toEqual([]);
    expect(await actionlint([one])).toEqual([]);
  });

  it('is refused by actionlint for an unknown key', async () =>
    expect((await actionlint([workflow('- runs: npm ci')])).join()).toContain('"runs"'));

  it.each([
    ['a tag instead of a commit', '- uses: actions/deploy-pages@v5', 'is not pinned to a commit'],
    ['a commit that nobody looked up', `- uses: someone/else@${COMMIT} # v1.0.0`, 'is not in'],
    ['another commit than the list has', `- uses: actions/deploy-pages@${COMMIT} # v5.0.0`, 'and the list has'],
    ['a comment of another version', CHECKOUT.replace('v7.0.1', 'v6.0.0'), 'is v6.0.0, not v7.0.1'],
    ['a token in the work tree', `- uses: actions/checkout@${COMMIT} # v7.0.1`, 'keeps its token'],
    ['an input that the action lacks', CHECKOUT.replace('}', ', depth: 0 }'), 'has no input depth'],
    ['text of an event in a script', '- run: echo ${{ github.event.issue.title }}', 'Pass it in env'],
    ['a script that does not exist', '- run: npm run -s nothing', 'no script nothing'],
    ['a target that does not exist', '- run: npx nx nothing core', 'no target nothing of core'],
    ['a project that does not exist', '- run: npx nx run-many -t build --projects=core,nothing', 'no project nothing'],
    [
      'a program that does not exist',
      '- run: node tools/repo/nothing/main.ts',
      'no program tools/repo/nothing/main.ts',
    ],
  ])('may not have %s', (_, steps, words) => expect(found(workflow(steps)).join('\n')).toContain(words));

  it('grants no permission to all jobs', () => {
    expect(found(workflow(CHECKOUT, { top: 'permissions: { contents: write }' })).join()).toContain('per job');
    expect(found(workflow(CHECKOUT, { top: '' })).join()).toContain('per job');
  });

  it('names the permissions of each job', () =>
    expect(found(workflow(CHECKOUT, { job: 'name: One' })).join()).toContain('names no permissions'));

  it('must exist for actionlint to pass', async () => expect(actionlint([])).rejects.toThrow('no workflow'));
});
