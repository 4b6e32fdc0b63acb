/**
 * Transcribes calls of Genesys Cloud, live and after the call. See README.md.
 *
 *   nx genesys-audiohook examples                   # a simulated call, transcribed by the stand-in
 *   nx genesys-audiohook examples -- --serve        # a server for Genesys Cloud, with the variables of the README
 */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { clock, createClient } from '@aai-connectors/core/node';
import { startStandIn } from '@aai-connectors/stand-in';
import { sampleCall } from '../calls/sample-call.ts';
import { printFiles } from '../calls/print-files.ts';
import { setting, untilStopped } from '../calls/program.ts';
import { type BridgeOptions, createBridge } from './bridge.ts';
import { startAudioHookServer } from './server.ts';
import { simulateCall } from './simulator/call.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

const { values } = parseArgs({
  options: { serve: { type: 'boolean', default: false }, speed: { type: 'string', default: '1' } },
});
if (values.serve) await serve();
else await simulate(Number(values.speed));

function bridgeIn(folder: string, client: BridgeOptions['client'], session?: BridgeOptions['session']) {
  return createBridge({
    ...{ folder, client, session },
    live: { format_turns: true },
    onTurn: (_, { speaker, start, text }) => print(`[${clock(start)}] ${speaker}: ${text}`),
    onResult: ({ conversationId }, { files }) => print(`Saved for ${conversationId}:\n  ${files.join('\n  ')}`),
    onNote: print,
  });
}

async function serve(): Promise<void> {
  const bridge = bridgeIn(process.env['RECORDINGS_DIR'] ?? 'calls', createClient());
  const server = await startAudioHookServer({
    host: process.env['HOST'],
    port: Number(process.env['PORT'] ?? 8_080),
    apiKey: setting('API_KEY'),
    clientSecret: process.env['CLIENT_SECRET'],
    authority: process.env['PUBLIC_HOST'],
    listen: bridge.listen,
  });
  print(`Genesys Cloud connects to ${server.url}`);
  await untilStopped();
  await server.close();
  await bridge.settled();
}

/** Pauses the call for a second, as an agent does for a card number. */
async function simulate(speed: number): Promise<void> {
  const [agent, customer] = await sampleCall({ encoding: 'pcm_mulaw', sample_rate: 8_000 });
  const folder = await mkdtemp(join(tmpdir(), 'genesys-audiohook-'));
  const standIn = await startStandIn();
  const client = createClient({ apiKey: standIn.keys[0]!, hosts: standIn.hosts });
  const [apiKey, clientSecret] = ['simulated-key', Buffer.from('simulated secret').toString('base64')];
  const bridge = bridgeIn(folder, client);
  const server = await startAudioHookServer({ apiKey, clientSecret, listen: bridge.listen });
  const probe = await simulateCall({ url: server.url, apiKey, clientSecret, audio: [customer, agent], isProbe: true });
  print(`Connection test of the integration: ${probe.messages.join(', ')}; ${standIn.sessions().length} live sessions`);
  const call = await simulateCall({
    ...{ url: server.url, apiKey, clientSecret, audio: [customer, agent], speed },
    steps: [{ atMs: 13_000, do: 'pause', forMs: 1_000 }],
  });
  await server.close();
  await bridge.settled();
  print(`Messages of the bridge: ${call.messages.join(', ')}, and ${call.pongs} answers to pings`);
  print(`Violations of the protocol: ${call.violations.length === 0 ? 'none' : call.violations.join(' ')}`);
  await printFiles(folder);
  await standIn.close();
  if (call.violations.length > 0) process.exitCode = 1;
}
