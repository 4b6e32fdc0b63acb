/**
 * Uses the MCP server as its clients do, against the stand-in, and prints what was seen and how many tokens the answers take.
 *
 *   npm run -s mcp:stories [-- part of a name]
 */
import { STORIES } from './stories/index.ts';

const part = process.argv.slice(2).join(' ');
const stories = STORIES.filter(({ name }) => name.includes(part));
let failed = 0;

process.stdout.write(
  '| story | result | seconds | answers | most tokens | seen |\n| --- | --- | --- | --- | --- | --- |\n',
);
for (const { name, tell } of stories) {
  const started = performance.now();
  const outcome = await tell().catch((error: unknown) => ({ error }));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if ('error' in outcome) {
    failed++;
    process.stdout.write(`| ${name} | FAILED | ${seconds} | | | ${String(outcome.error).replaceAll('\n', ' ')} |\n`);
  } else {
    const { tokens, seen } = outcome;
    const most = tokens.length === 0 ? '' : String(Math.max(...tokens));
    process.stdout.write(`| ${name} | ok | ${seconds} | ${tokens.length} | ${most} | ${seen.replaceAll('|', '/')} |\n`);
  }
}
process.stdout.write(`\n${stories.length} stories, ${failed} failed\n`);
if (failed > 0 || stories.length === 0) process.exitCode = 1;
