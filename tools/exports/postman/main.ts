/**
 * Runs the Postman collection with Newman against the stand-in.
 *
 *   npx nx postman exports
 */
import { readFile } from 'node:fs/promises';
import { startStandIn } from '@aai-connectors/stand-in';
import { FOLDER } from '../written.ts';
import { runCollection } from './run.ts';

const text = await readFile(new URL('postman/assemblyai.postman_collection.json', FOLDER), 'utf8');
const standIn = await startStandIn();
try {
  const { requests, assertions, failures } = await runCollection(JSON.parse(text) as object, standIn);
  for (const name of new Set(requests)) {
    const count = requests.filter((one) => one === name).length;
    process.stdout.write(`${name}${count === 1 ? '' : ` (${count} times)`}\n`);
  }
  for (const failure of failures) process.stderr.write(`${failure}\n`);
  process.stdout.write(
    `Postman: ${new Set(requests).size} requests, ${assertions} assertions, ${failures.length} failed\n`,
  );
  process.exitCode = failures.length === 0 ? 0 : 1;
} finally {
  await standIn.close();
}
