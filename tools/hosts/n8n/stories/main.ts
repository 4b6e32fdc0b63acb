/**
 * Runs our package in a real n8n against the stand-in, and prints what was seen. The first run installs n8n (3 GB).
 *
 *   npm run -s test:n8n [part of a story's name]
 */
import type { Workflow } from '../real/commands.ts';
import { crowd } from './crowd.ts';
import { openStage } from './stage.ts';
import { STORIES } from './stories.ts';
import { TEMPLATE_STORIES } from './template-stories.ts';
import { WAITING_STORIES } from './waiting-stories.ts';

const [part = ''] = process.argv.slice(2);
const isWanted = ({ name }: { readonly name: string }): boolean => name.includes(part);
const results: boolean[] = [];

/** One line of the table: the workflow, its result, and how long it took. */
async function report(name: string, tell: () => Promise<string>): Promise<void> {
  const started = performance.now();
  const [isOk, seen] = await tell().then(
    (words) => [true, words] as const,
    (error: unknown) => [false, (error as Error).message] as const,
  );
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  results.push(isOk);
  process.stdout.write(`| ${name} | ${isOk ? 'ok' : 'FAILED'} | ${seconds} | ${seen} |\n`);
}

process.stdout.write('| workflow | result | seconds | seen |\n| --- | --- | --- | --- |\n');

const stories = [...WAITING_STORIES, ...STORIES, ...TEMPLATE_STORIES].filter(isWanted);
if (stories.length > 0) {
  let workflows: ReadonlyMap<unknown, Workflow> = new Map();
  const stage = await openStage({
    mode: 'regular',
    jobMs: 3_000,
    workflows: (world) => {
      workflows = new Map(
        stories.flatMap((story) => (story.workflow === undefined ? [] : [[story, story.workflow(world)] as const])),
      );
      return [...workflows.values(), ...stories.flatMap(({ others = [] }) => others)];
    },
  });
  try {
    for (const story of stories) await report(story.name, () => story.tell(stage, workflows.get(story)));
  } finally {
    await stage.close();
  }
}

const crowds = [
  { name: '100 executions wait at once', mode: 'regular' },
  { name: '100 executions wait at once in queue mode with two workers', mode: 'queue' },
] as const;
for (const { name, mode } of crowds.filter(isWanted)) await report(name, () => crowd(mode));

const failed = results.filter((isOk) => !isOk).length;
process.stdout.write(`\n${results.length} stories in n8n 2.41.1, ${failed} failed\n`);
process.exitCode = failed === 0 && results.length > 0 ? 0 : 1;
