/**
 * Opens the built site in Chromium, and does what a newcomer does: transcribes the bundled call and the microphone, saves
 * the result, searches, and uses the keyboard and a phone. Prints each step.
 *
 *   npm run -s gallery:story
 */
import { recordingPath } from '@aai-connectors/stand-in';
import { openStage } from './stage.ts';
import { ALL_STORIES } from './stories.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const stage = await openStage({ microphone: recordingPath('dialogue.wav') });
try {
  for (const { name, run } of ALL_STORIES) {
    const started = performance.now();
    print(`\nThe site ${name}`);
    try {
      await run(stage, (line) => print(`  ${line}`));
    } catch (error) {
      process.exitCode = 1;
      print(`  FAILED: ${(error as Error).message}`);
    }
    print(`  ${((performance.now() - started) / 1000).toFixed(1)} s`);
  }
  print(`\n${stage.outside.length} requests left this machine, ${stage.problems.length} errors on the pages.`);
  for (const line of [...stage.outside, ...stage.problems]) print(`  ${line}`);
  if (stage.outside.length + stage.problems.length > 0) process.exitCode = 1;
} finally {
  await stage.close();
}
