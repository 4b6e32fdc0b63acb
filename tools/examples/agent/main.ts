/**
 * An agent that transcribes a recording, searches it, asks about it, and cites who said what and when. Runs offline: the
 * stand-in transcribes, and the chat model follows a script. Prints the trace of the run. Ends with exit code 1 if the
 * answer lacks its citation.
 *
 *   npm run -s example:agent [-- --ask "Who is at risk?" --search "asthma" URL]
 *
 * With ASSEMBLYAI_API_KEY in the environment, AssemblyAI transcribes and answers.
 */
import { parseArgs } from 'node:util';
import { explain, isAssemblyAIError } from '@aai-connectors/core';
import { createClient, createUsage } from '@aai-connectors/core/node';
import { startStandIn } from '@aai-connectors/stand-in';
import { runAgent } from './agent.ts';
import { scriptFor } from './script.ts';
import { ScriptedModel } from './scripted-model.ts';

const RECORDING = 'https://assembly.ai/wildfires.mp3';

const { values, positionals } = parseArgs({
  options: {
    ask: { type: 'string', default: 'What are the tiny particles in the air?' },
    search: { type: 'string', multiple: true, default: ['particulate matter'] },
    'stand-in': { type: 'boolean' },
  },
  allowPositionals: true,
});
const apiKey = process.env['ASSEMBLYAI_API_KEY'];
const isReal = apiKey !== undefined && apiKey !== '' && values['stand-in'] !== true;
const standIn = isReal ? undefined : await startStandIn();

try {
  const url = positionals[0] ?? RECORDING;
  const usage = createUsage({ limit: { hours: 1 }, whenUnknown: 'allow' });
  const { answer, trace } = await runAgent({
    client: createClient(
      standIn === undefined ? { apiKey: apiKey! } : { apiKey: standIn.keys[0]!, hosts: standIn.hosts },
    ),
    model: new ScriptedModel(scriptFor({ url, words: values.search, question: values.ask })),
    task: `${values.ask} The recording is at ${url}.`,
    usage,
  });
  process.stdout.write(
    `Trace\n${trace.join('\n')}\n\nQuestion\n${values.ask}\n\nAnswer\n${answer}\n\n${usage.bill()}\n`,
  );
} catch (error) {
  process.stderr.write(`Error: ${isAssemblyAIError(error) ? explain(error) : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await standIn?.close();
}
