/** Everything that must hold, step by step; ends with the number of tests. */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, rmSync } from 'node:fs';

interface Step {
  readonly name: string;
  readonly command: readonly [program: string, ...args: string[]];
}

const STEPS: readonly Step[] = [
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'boundaries', command: ['nx', 'boundaries', 'repo'] },
  {
    name: 'lint, types, build, tests',
    command: ['nx', 'run-many', '-t', 'lint', 'typecheck', 'build', 'test', '--output-style=stream'],
  },
  { name: 'n8n review', command: ['nx', 'review', 'n8n'] },
  { name: 'zapier review', command: ['nx', 'review', 'zapier'] },
  { name: 'activepieces stories', command: ['nx', 'stories', 'activepieces'] },
  { name: 'forms', command: ['nx', 'table', 'forms'] },
  { name: 'snippets', command: ['nx', 'snippets', 'repo'] },
  { name: 'packages', command: ['nx', 'packages', 'repo'] },
];

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
}

const REPORTS = ['{packages,tools,tools/hosts}/*/coverage/tests.json'];

// Reports of an earlier run would count tests that did not run in this one.
for (const path of globSync(REPORTS)) rmSync(path);

const started = Date.now();
const seconds = (since: number): string => `${((Date.now() - since) / 1000).toFixed(1)} s`;
let failed: string | undefined;

for (const { name, command } of STEPS) {
  const stepStarted = Date.now();
  const [program, ...args] = command;
  process.stdout.write(`\n--- ${name}\n`);
  const { status } = spawnSync(program, args, { stdio: 'inherit', env: { ...process.env, NX_TUI: 'false' } });
  process.stdout.write(`--- ${name}: ${status === 0 ? 'ok' : 'FAILED'} (${seconds(stepStarted)})\n`);
  if (status !== 0) {
    failed = name;
    break;
  }
}

const reports = globSync(REPORTS).map(reportIn);
const sum = (key: keyof Report): number => reports.reduce((total, report) => total + report[key], 0);
process.stdout.write(
  `\n${failed === undefined ? 'All steps passed' : `Step "${failed}" failed`} in ${seconds(started)} on Node ${process.versions.node}.\n` +
    `Tests: ${sum('numPassedTests')} passed, ${sum('numFailedTests')} failed, ${sum('numPendingTests')} skipped (${reports.length} packages)\n`,
);
process.exitCode = failed === undefined ? 0 : 1;

/** A report that a crash cut short counts as a failure, not as nothing. */
function reportIn(path: string): Report {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Report;
  } catch {
    return { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0 };
  }
}
