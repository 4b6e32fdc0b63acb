/**
 * Runs our package in a real n8n against the stand-in, and prints what was seen.
 *
 *   npm run -s test:n8n -- [--only stories|crowds|regular|queue] [--crowd N] [part of a name]
 */
import type { Workflow } from '../real/commands.ts';
import { N8N_VERSION } from '../real/install.ts';
import { crowd } from './crowd.ts';
import { LIVE_STORIES } from './live-stories.ts';
import { MCP_STORIES } from './mcp-stories.ts';
import { openStage } from './stage.ts';
import { type Seen, type Story, STORIES } from './stories.ts';
import { TEMPLATE_STORIES } from './template-stories.ts';
import { type Mode, type Switches, switchesOf, USAGE } from './switches.ts';
import { WAITING_STORIES } from './waiting-stories.ts';

const MODES: Readonly<Record<Mode, string>> = {
  regular: 'in regular mode',
  queue: 'in queue mode with two workers',
};

const switches = readSwitches();
if (switches !== undefined) process.exitCode = await run(switches);

/** Prints the usage if there is nothing to run. */
function readSwitches(): Switches | undefined {
  try {
    const found = switchesOf(process.argv.slice(2));
    if (found === undefined) process.stdout.write(USAGE);
    return found;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${USAGE}`);
    process.exitCode = 2;
    return undefined;
  }
}

/** @returns the exit code */
async function run({ part, stories: withStories, crowds: modes, size }: Switches): Promise<number> {
  const isWanted = ({ name }: { readonly name: string }): boolean => name.includes(part);
  const stories = (
    withStories ? [...LIVE_STORIES, ...MCP_STORIES, ...WAITING_STORIES, ...STORIES, ...TEMPLATE_STORIES] : []
  ).filter(isWanted);
  const crowds = modes
    .map((mode) => ({ mode, name: `${size} executions wait at once, ${MODES[mode]}` }))
    .filter(isWanted);
  if (stories.length + crowds.length === 0) {
    process.stderr.write(`No name contains "${part}".\n`);
    return 1;
  }

  const results: boolean[] = [];
  const tables: string[] = [];
  /** One line of the table: the workflow, its result, and how long it took. */
  const report = async (name: string, tell: () => Promise<Seen>): Promise<void> => {
    const started = performance.now();
    const [isOk, seen] = await tell().then(
      (found) => {
        if (typeof found !== 'string') tables.push(`${name}:\n\n${found.table}`);
        return [true, typeof found === 'string' ? found : found.seen] as const;
      },
      (error: unknown) => [false, (error as Error).message] as const,
    );
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    results.push(isOk);
    process.stdout.write(`| ${name} | ${isOk ? 'ok' : 'FAILED'} | ${seconds} | ${seen} |\n`);
  };

  process.stdout.write('| workflow | result | seconds | seen |\n| --- | --- | --- | --- |\n');
  if (stories.length > 0) await tellAll(stories, report);
  for (const { name, mode } of crowds) await report(name, () => crowd(mode, size));

  for (const table of tables) process.stdout.write(`\n${table}\n`);
  const failed = results.filter((isOk) => !isOk).length;
  process.stdout.write(`\n${results.length} stories in n8n ${N8N_VERSION}, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

/** All stories share one n8n in regular mode. */
async function tellAll(
  stories: readonly Story[],
  report: (name: string, tell: () => Promise<Seen>) => Promise<void>,
): Promise<void> {
  let workflows: ReadonlyMap<Story, Workflow> = new Map();
  const stage = await openStage({
    mode: 'regular',
    jobMs: 3_000,
    workflows: (world) => {
      workflows = new Map(
        stories.flatMap((story) => (story.workflow === undefined ? [] : [[story, story.workflow(world)] as const])),
      );
      // n8n refuses to publish a workflow before the sub-workflows that it calls.
      return [...stories.flatMap(({ others = [] }) => others), ...workflows.values()];
    },
  });
  try {
    for (const story of stories) await report(story.name, () => story.tell(stage, workflows.get(story)));
  } finally {
    await stage.close();
  }
}
