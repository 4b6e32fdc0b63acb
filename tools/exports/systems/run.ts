import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CommandProof, Proof, System, TestProof } from './list.ts';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** What a proof gave. */
export interface Outcome {
  readonly passed: boolean;
  /** In a few words: `31 tests passed`. */
  readonly words: string;
}

/** How people run a proof. */
export function commandOf(proof: Proof): string {
  if ('command' in proof) return proof.command;
  const { workspace, file, only } = proof;
  return `cd ${workspace} && npx vitest run ${file}${only === undefined ? '' : ` -t "${only}"`}`;
}

/**
 * Runs proofs: the commands one after another, and all tests of a workspace in one run.
 *
 * @param onRun called before each run, with what it runs
 */
export async function proven(
  proofs: readonly Proof[],
  onRun: (name: string) => void = () => {},
): Promise<ReadonlyMap<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  const tests = proofs.filter((proof): proof is TestProof => !('command' in proof));
  for (const [workspace, own] of Map.groupBy(tests, (proof) => proof.workspace)) {
    onRun(workspace);
    const results = await tested(workspace, own);
    for (const proof of own) outcomes.set(commandOf(proof), outcomeOf(proof, results));
  }
  for (const { command } of proofs.filter((proof): proof is CommandProof => 'command' in proof)) {
    if (outcomes.has(command)) continue;
    onRun(command);
    const [program = '', ...args] = command.split(' ');
    const began = performance.now();
    const code = await exitOf(program, args, ROOT);
    const seconds = Math.round((performance.now() - began) / 1000);
    outcomes.set(command, {
      passed: code === 0,
      words: code === 0 ? `passed in ${seconds} s` : `failed with exit code ${code}`,
    });
  }
  return outcomes;
}

/** The part of a report of Vitest that the table needs. */
export interface Report {
  readonly testResults: readonly {
    /** Path of the file. */
    readonly name: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** Where every workspace writes its report. */
const REPORT = 'coverage/tests.json';

async function tested(workspace: string, proofs: readonly TestProof[]): Promise<Report> {
  const folder = join(ROOT, workspace);
  const report = join(folder, REPORT);
  await rm(report, { force: true });
  const config = workspace.startsWith('tools/') ? ['--config', join(ROOT, 'tools/repo/vitest.config.ts')] : [];
  const parts = proofs.map(({ only }) => only);
  const filter = parts.includes(undefined) ? [] : ['-t', parts.join('|')];
  const files = [...new Set(proofs.map(({ file }) => file))];
  await exitOf('npx', ['vitest', 'run', ...config, ...files, ...filter], folder);
  return readFile(report, 'utf8').then(
    (text) => JSON.parse(text) as Report,
    // A run that ends before its first test writes no report.
    () => ({ testResults: [] }),
  );
}

/** The result of one proof in the report of a run that has others, too. */
export function outcomeOf({ file, only = '' }: TestProof, { testResults }: Report): Outcome {
  const tests = testResults
    .filter(({ name }) => name.replaceAll('\\', '/').endsWith(`/${file}`))
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ fullName }) => fullName.includes(only));
  const count = (status: string): number => tests.filter((test) => test.status === status).length;
  const [passed, failed] = [count('passed'), count('failed')];
  if (failed > 0) return { passed: false, words: `${failed} of ${passed + failed} tests failed` };
  if (passed === 0) return { passed: false, words: 'no test ran' };
  return { passed: true, words: `${passed} ${passed === 1 ? 'test' : 'tests'} passed` };
}

const exitOf = (program: string, args: readonly string[], cwd: string): Promise<number> =>
  new Promise((resolve) => {
    const child = spawn(program, args, { cwd, stdio: 'ignore' });
    child.once('error', () => resolve(127));
    child.once('exit', (code) => resolve(code ?? 1));
  });

/** The proofs of a system: the quick one, and with `all` the longer one. */
export const proofsOf = ({ proof, more }: System, all: boolean): readonly Proof[] =>
  all && more !== undefined ? [proof, more] : [proof];

/** One line of the table. */
export interface Line {
  readonly system: string;
  readonly reached: string;
  readonly run: string;
  readonly result: string;
}

const TITLES: Line = { system: 'System', reached: 'How it is reached', run: 'What was run', result: 'Result' };

/** The table as text. */
export function tableOf(lines: readonly Line[]): string {
  const columns = ['system', 'reached', 'result', 'run'] as const;
  const widths = columns.map((column) => Math.max(...[TITLES, ...lines].map((line) => line[column].length)));
  return [TITLES, ...lines]
    .map((line) =>
      columns
        .map((column, at) => line[column].padEnd(widths[at]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
