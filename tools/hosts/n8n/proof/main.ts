/**
 * Runs our package in a real n8n against the stand-in, and prints what was seen. The first run installs n8n (3 GB).
 *
 *   npm run -s test:n8n [part of a story's name]
 */
import { openStage } from './stage.ts';
import { STORIES } from './stories.ts';

const [part = ''] = process.argv.slice(2);
const stories = STORIES.filter(({ name }) => name.includes(part));
const stage = await openStage({
  mode: 'regular',
  jobMs: 3_000,
  workflows: STORIES.flatMap(({ workflow }) => workflow ?? []),
});
const rows: { readonly story: string; readonly result: string; readonly seconds: string; readonly seen: string }[] = [];
try {
  for (const story of stories) {
    const started = performance.now();
    const [result, seen] = await story.tell(stage).then(
      (words) => ['ok', words] as const,
      (error: unknown) => ['FAILED', (error as Error).message] as const,
    );
    rows.push({ story: story.name, result, seconds: ((performance.now() - started) / 1000).toFixed(1), seen });
    process.stdout.write(`${result.padEnd(6)} ${rows.at(-1)!.seconds.padStart(6)} s  ${story.name}: ${seen}\n`);
  }
} finally {
  await stage.close();
}
const failed = rows.filter(({ result }) => result !== 'ok').length;
process.stdout.write(`${rows.length} stories in n8n 2.41.1, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
