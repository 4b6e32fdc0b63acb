/**
 * Adds one parameter and one read operation to a scratch copy, as CONTRIBUTING.md says, refreshes the golden sheets, runs
 * the checks, and prints the edits it took and where the hosts show them.
 *
 *   npm run -s newcomer              the checks of the packages that the catalogue feeds
 *   npm run -s newcomer -- --full    all of npm test
 *   npm run -s newcomer -- --keep    keeps the scratch copy
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { addOperation, addParameter, OPERATION, PARAMETER } from './edits.ts';
import { copyRepository } from './scratch.ts';

const { values } = parseArgs({
  options: { full: { type: 'boolean', default: false }, keep: { type: 'boolean', default: false } },
});

/** What the catalogue feeds. */
const FED = ['n8n-node', 'zapier-app', 'activepieces-piece', 'langchain-loader', 'testkit'];
/** Most files that a recipe may need. */
const ALLOWED = { parameter: 1, operation: 2 };

const failures: string[] = [];
const line = (text = ''): void => void process.stdout.write(`${text}\n`);
const started = performance.now();
const scratch = await copyRepository(process.cwd());
const { folder } = scratch;
line(`Scratch copy: ${folder}`);

/** Runs a command in the copy; shows what it printed only if it fails. */
function step(name: string, command: readonly [string, ...string[]], cwd = folder): void {
  const begun = performance.now();
  const [program, ...args] = command;
  const env = {
    ...process.env,
    PATH: `${join(folder, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`,
    NX_TUI: 'false',
  };
  for (const name of Object.keys(env)) if (/^(?:NX_(?!TUI)|npm_)/.test(name)) Reflect.deleteProperty(env, name);
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8', env, maxBuffer: 2 ** 28 });
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  line(`  ${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (status === 0) return;
  failures.push(name);
  line(`${stdout}${stderr}`.trimEnd().split('\n').slice(-60).join('\n'));
}

function edited(name: keyof typeof ALLOWED, what: string): void {
  const files = scratch.changes();
  line(`\n${what}: ${files.length} ${files.length === 1 ? 'file' : 'files'} edited by hand`);
  for (const file of files) line(`  ${file}`);
  if (files.length > ALLOWED[name]) failures.push(`${what} took more than ${ALLOWED[name]} files`);
  scratch.commit(what);
}

try {
  await addParameter(folder);
  edited('parameter', `Parameter ${PARAMETER.key}`);
  await addOperation(folder);
  edited('operation', `Operation ${OPERATION.id}`);

  line('\nRefresh');
  step('golden sheets', ['nx', 'run-many', '-t', 'sheets', '--output-style=static']);
  const refreshed = scratch.changes();
  line(`  ${refreshed.length} files generated, by no hand:`);
  for (const file of refreshed) line(`    ${file}`);
  scratch.commit('Refresh the golden sheets');

  line('\nChecks');
  if (values.full) step('npm test', ['npm', 'test']);
  else {
    step('format', ['prettier', '--check', '--log-level', 'warn', 'packages']);
    step('boundaries', ['nx', 'boundaries', 'repo']);
    step('types and lint', [
      'nx',
      'run-many',
      '-t',
      'typecheck',
      'lint',
      `--projects=core,${FED.join(',')}`,
      '--output-style=static',
    ]);
    step('tests of the catalogue', ['vitest', 'run', 'test/catalogue'], join(folder, 'packages/core'));
    for (const name of FED) {
      step(`tests of ${name}`, ['nx', 'test', name]);
    }
    step('reviews of n8n and Zapier', ['nx', 'run-many', '-t', 'review', '--output-style=static']);
  }
  const left = scratch.changes();
  if (left.length > 0) failures.push(`the checks changed ${left.join(', ')}`);

  line('\nWhere it shows');
  const sheet = (path: string): string => {
    const whole = join(folder, 'packages', path);
    return existsSync(whole) ? readFileSync(whole, 'utf8') : '';
  };
  const shows = (host: string, what: string, isShown: boolean): void => {
    line(`  ${isShown ? 'yes' : 'NO '} ${host}: ${what}`);
    if (!isShown) failures.push(`${host} does not show ${what}`);
  };
  const { key, label } = PARAMETER;
  const { id } = OPERATION;
  shows('n8n', label, sheet('n8n-node/test/forms/transcribe.txt').includes(key));
  shows('n8n', OPERATION.label, sheet(`n8n-node/test/forms/${id}.txt`) !== '');
  shows('Zapier', label, sheet('zapier-app/test/forms/creates/transcribe.txt').includes(key));
  shows('Zapier', `${OPERATION.label}, a search`, sheet(`zapier-app/test/forms/searches/${id}.txt`) !== '');
  shows('Activepieces', label, sheet('activepieces-piece/test/forms/actions/transcribe.txt').includes(label));
  shows('Activepieces', OPERATION.label, sheet(`activepieces-piece/test/forms/actions/${id}.txt`) !== '');
  const { tools, params } = langchain();
  shows('LangChain.js', `${OPERATION.label}, a read-only tool`, tools.includes(id));
  shows('LangChain.js', `${label}, a parameter`, params.includes(key));
} finally {
  if (!values.keep) await scratch.remove();
}

const minutes = ((performance.now() - started) / 60_000).toFixed(1);
line(`\n${failures.length === 0 ? 'A newcomer gets through' : 'A newcomer does not get through'} (${minutes} minutes)`);
for (const failure of failures) line(`  ${failure}`);
if (failures.length > 0) process.exitCode = 1;

/** What the built package offers: the names of its read-only tools, and of a transcription's parameters. */
function langchain(): { readonly tools: readonly string[]; readonly params: readonly string[] } {
  const program = `
    import { createOperationTool, createOperationTools } from '@aai-connectors/langchain';
    const tools = createOperationTools(undefined, { apiKey: 'none' }).map(({ name }) => name);
    const params = Object.keys(createOperationTool('transcribe', { apiKey: 'none' }).schema.properties);
    console.log(JSON.stringify({ tools, params }));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: join(folder, 'packages/langchain-loader'),
    encoding: 'utf8',
  });
  if (!stdout.startsWith('{')) throw new Error(`The LangChain.js package does not load: ${stderr}`);
  return JSON.parse(stdout) as { tools: string[]; params: string[] };
}
