import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import {
  type CodeEdition,
  DEFAULT_KEY,
  FAULT_HEADER,
  listFaults,
  RECORDING_NAMES,
  recordedLines,
  startStandIn,
} from './index.ts';

const HELP = `Runs a local stand-in for the AssemblyAI API. Needs no API key and no network.

  npm run stand-in -- [options]

  --port N                 port to listen on (default: any free port)
  --region us|eu           region to simulate; eu has no redacted audio (default: us)
  --api documented|today   today rejects parameters that the API has dropped, and LeMUR (default: documented)
  --clock real|manual      manual advances only with POST /_stand-in/clock/advance {"ms": 1000} (default: real)
  --allow-host NAME        accept this host name in addition to localhost; repeat for more
  --key KEY                API key to accept; repeat for more (default: ${DEFAULT_KEY})
  --rate-limits            enforce LeMUR's limit of 30 requests per minute
  --close-codes EDITION    close codes of live sessions: 2025-07 or 2026-03 (default: 2026-03)
  --max-sessions N         concurrent live sessions (default: 100)
  --max-session-seconds N  longest live session (default: 10800)
  --replay FILE            replay a recorded live session to every client, instead of recognizing audio
  --discard-uploads        count the bytes of uploads without keeping them
  --help                   print this help
`;

/** Slow enough to see each state, and fast enough for a demo. */
const VISIBLE = { queuedMs: 400, processingMs: 1200, redactionMs: 800, slowMs: 5000 };

try {
  await main();
} catch (error) {
  process.stderr.write(`Error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      region: { type: 'string', default: 'us' },
      api: { type: 'string', default: 'documented' },
      clock: { type: 'string', default: 'real' },
      'allow-host': { type: 'string', multiple: true, default: [] },
      key: { type: 'string', multiple: true, default: [DEFAULT_KEY] },
      'rate-limits': { type: 'boolean', default: false },
      'close-codes': { type: 'string', default: '2026-03' },
      'max-sessions': { type: 'string', default: '100' },
      'max-session-seconds': { type: 'string', default: '10800' },
      replay: { type: 'string' },
      'discard-uploads': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const standIn = await startStandIn({
    port: portFrom(values.port),
    region: oneOf('--region', values.region, ['us', 'eu']),
    api: oneOf('--api', values.api, ['documented', 'today']),
    clock: oneOf<'real' | 'manual'>('--clock', values.clock, ['real', 'manual']),
    hosts: values['allow-host'],
    keys: values.key,
    rateLimits: values['rate-limits'],
    uploads: values['discard-uploads'] ? 'discard' : 'keep',
    download: 'any',
    timing: VISIBLE,
    streaming: {
      closeCodes: oneOf<CodeEdition>('--close-codes', values['close-codes'], ['2025-07', '2026-03']),
      maxSessions: countFrom('--max-sessions', values['max-sessions']),
      maxSessionSeconds: countFrom('--max-session-seconds', values['max-session-seconds']),
      ...(values.replay !== undefined && { replay: recordedLines(await readFile(values.replay, 'utf8')) }),
    },
  });
  const stop = (): void => void standIn.close();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);

  process.stdout.write(`The stand-in API is running at ${standIn.url}

  API key    ${standIn.keys.join(', ')}
  REST       ${standIn.hosts.api}
  LLM        ${standIn.hosts.llm}
  streaming  ${standIn.hosts.streaming.replace('http', 'ws')}/v3/ws

The stand-in is not AssemblyAI. It can transcribe these recordings only:
${RECORDING_NAMES.map((name) => `  ${standIn.audio[name]}`).join('\n')}
  https://assembly.ai/wildfires.mp3 (recorded response)

Try:
  curl -H 'Authorization: ${standIn.keys[0]}' -d '{"audio_url":"${standIn.audio['dialogue']}","speaker_labels":true}' ${standIn.url}/v2/transcript

To simulate a fault, send the header "${FAULT_HEADER}: NAME[:COUNT]" or run:
  curl -d '{"fault":"429","times":2,"match":{"method":"GET","path":"/v2/transcript/*"}}' ${standIn.url}/_stand-in/faults
${listFaults()
  .map(({ name, description }) => `  ${name.padEnd(22)}${description}`)
  .join('\n')}

To see live captions reconnect after the connection drops at the fifth message:
  curl -d '{"session":1,"at":{"message":5},"do":"drop"}' ${standIn.url}/_stand-in/session-faults
  npm start -- --live --host ${standIn.url}
All faults of live sessions: ${standIn.url}/_stand-in/session-faults

Jobs, uploads and deliveries so far: ${standIn.url}/_stand-in/state
Press Ctrl-C to stop.
`);
}

function portFrom(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new Error(`--port must be a number from 0 to 65535, not "${text}".`);
}

function countFrom(option: string, text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new Error(`${option} must be a whole number from 1, not "${text}".`);
}

function oneOf<T extends string>(option: string, value: string, choices: readonly T[]): T {
  const choice = choices.find((known) => known === value);
  if (choice !== undefined) return choice;
  throw new Error(`${option} must be ${choices.join(' or ')}, not "${value}".`);
}
