/**
 * Checks each template as the builder does, runs it, and prints the results.
 *
 *   npx nx templates activepieces
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkTemplate, incompleteSteps } from '../builder/check.ts';
import { stepsOf } from '../builder/template.ts';
import { readTemplates } from './read.ts';
import { runTemplate } from './run.ts';
import { startTemplateStage } from './stage.ts';

const folder = mkdtempSync(join(tmpdir(), 'piece-'));
const stage = await startTemplateStage(folder);
let failed = 0;
let incomplete = 0;
process.stdout.write('| template | steps | incomplete | run |\n| --- | --- | --- | --- |\n');
try {
  for (const [name, template] of readTemplates()) {
    const findings = await checkTemplate(template, stage.pieces);
    const run = await runTemplate(template, stage).then(
      (ran) => ({ isOk: true, words: ran.map(({ displayName }) => displayName).join(' → ') }),
      (thrown: unknown) => ({ isOk: false, words: `FAILED ${(thrown as Error).message}` }),
    );
    const count = incompleteSteps(findings);
    incomplete += count;
    if (!run.isOk || count > 0) failed++;
    process.stdout.write(`| ${name} | ${stepsOf(template).length} | ${count} | ${run.words} |\n`);
    for (const { step, message } of findings) process.stdout.write(`| | | ${step} | ${message} |\n`);
  }
} finally {
  await stage.close();
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`\n${readTemplates().size} templates, ${incomplete} incomplete steps, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
