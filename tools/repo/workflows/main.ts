/**
 * Checks the workflows of GitHub: actionlint, pinned actions and their inputs, permissions, and the commands they start.
 *
 *   npx nx workflows repo
 */
import { actionlint } from './actionlint.ts';
import { commandsOf, knownActions, readWorkflows } from './read.ts';
import { breaches } from './rules.ts';

const workflows = readWorkflows();
const lint = await actionlint(workflows);
const [known, commands] = [knownActions(), commandsOf()];
const found = workflows.flatMap((workflow) => breaches(workflow, known, commands));
for (const line of [...lint, ...found]) process.stdout.write(`${line}\n`);
process.stdout.write(
  `${workflows.length} workflows: actionlint ${lint.length} findings, rules ${found.length} findings\n`,
);
process.exitCode = lint.length + found.length === 0 ? 0 : 1;
