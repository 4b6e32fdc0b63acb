/**
 * Runs the generated client against the stand-in.
 *
 *   npx nx client exports
 */
import { startStandIn } from '@aai-connectors/stand-in';
import { clientStory } from './story.ts';

const standIn = await startStandIn();
try {
  const calls = await clientStory(standIn);
  for (const { operation, result } of calls) process.stdout.write(`${operation.padEnd(22)} ${result}\n`);
  process.stdout.write(`OpenAPI client: ${calls.length} operations\n`);
} finally {
  await standIn.close();
}
