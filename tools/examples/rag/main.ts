/**
 * Asks recordings a question, and answers with what was said, by whom and when. Runs offline: the stand-in transcribes the
 * recordings of this repository, and the embeddings lie in an npm package.
 *
 *   npm run -s example:rag [-- --ask "How long does the refund take?" FILE …]
 *
 * With ASSEMBLYAI_API_KEY in the environment, AssemblyAI transcribes whatever files or links are given.
 */
import { readdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { explain, isAssemblyAIError } from '@aai-connectors/core';
import { recordingPath, startStandIn } from '@aai-connectors/stand-in';
import { ask } from './ask.ts';
import { BundledEmbeddings } from './embeddings.ts';

const QUESTIONS = ['How long does the refund take?'];

const { values, positionals } = parseArgs({
  options: { ask: { type: 'string', multiple: true }, 'stand-in': { type: 'boolean' }, store: { type: 'string' } },
  allowPositionals: true,
});
const apiKey = process.env['ASSEMBLYAI_API_KEY'];
const isReal = apiKey !== undefined && apiKey !== '' && values['stand-in'] !== true;
const standIn = isReal ? undefined : await startStandIn();

try {
  // The stereo file is the same call once more.
  const names = (await readdir(recordingPath('')))
    .filter((name) => name.endsWith('.wav') && !name.includes('stereo'))
    .sort();
  const bundled = names.map((name) => recordingPath(name));
  await ask({
    sources: positionals.length > 0 ? positionals : bundled,
    questions: values.ask ?? QUESTIONS,
    connection: standIn === undefined ? { apiKey } : { apiKey: standIn.keys[0]!, hosts: standIn.hosts },
    store: values.store,
    embeddings: new BundledEmbeddings(),
    print: (line) => process.stdout.write(`${line}\n`),
    note: (line) => process.stderr.write(`${line}\n`),
  });
} catch (error) {
  process.stderr.write(`Error: ${isAssemblyAIError(error) ? explain(error) : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await standIn?.close();
}
