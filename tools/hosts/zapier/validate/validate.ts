/**
 * Checks the built app offline: Zapier's schema, the publishing rules that a definition shows, and Zapier's published
 * integration checks, with runs in the emulator of the platform.
 *
 *   npm run -s zapier:validate
 */
import { execFileSync } from 'node:child_process';
import zapier from 'zapier-platform-core';
import { builtApp } from '../emulator/built-app.ts';
import { CLI, cliEnvironment } from '../real/cli.ts';
import { checkDefinition, type Definition } from './definition-checks.ts';
import { type Handler, withDynamicFields } from './dynamic-fields.ts';
import { readListing } from './listing.ts';
import { liveResults } from './live.ts';
import { checkPublished, tableOf } from './published-checks.ts';

const APP = new URL('../../../../packages/zapier-app/', import.meta.url).pathname;

/** Problems that the command line reports: its whole output if it fails, and its warnings if it passes. */
function schemaProblems(): { readonly errors: readonly string[]; readonly warnings: readonly string[] } {
  try {
    const said = execFileSync(process.execPath, [CLI, 'validate', '--without-style'], {
      cwd: APP,
      env: cliEnvironment(),
      encoding: 'utf8',
      stdio: 'pipe',
    });
    return { errors: [], warnings: said.split('\n').filter((line) => /\bwarn/i.test(line)) };
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string };
    return { errors: [`${stdout}\n${stderr}`], warnings: [] };
  }
}

// eslint-disable-next-line no-console -- the platform logs the memory use of every run to the console
console.log = () => undefined;
const handler = (zapier as unknown as { createAppHandler(app: object): Handler }).createAppHandler(await builtApp());
const own = (await handler({ command: 'validate', calledFromCli: true })).results as readonly object[];
const { errors, warnings } = schemaProblems();
const problems = [...errors, ...own.map((problem) => JSON.stringify(problem))];
const definition = (await handler({ command: 'definition', calledFromCli: true })).results as Definition;
const whole = await withDynamicFields(definition, handler);
const findings = checkDefinition(whole);
const published = checkPublished({
  definition: whole,
  findings,
  listing: readListing(`${APP}listing`),
  live: await liveResults(await builtApp()),
});
for (const problem of [...problems, ...warnings]) process.stdout.write(`${problem}\n`);
for (const { id, where, message } of findings) process.stdout.write(`${id} ${where}: ${message}\n`);
process.stdout.write(`schema: ${problems.length} errors, ${warnings.length} warnings\n`);
process.stdout.write(tableOf(published));
process.stdout.write(`definition checks: ${findings.length} findings\n`);
const failed = published.filter(({ result }) => result === 'fail');
process.exitCode = problems.length + warnings.length + findings.length + failed.length === 0 ? 0 : 1;
