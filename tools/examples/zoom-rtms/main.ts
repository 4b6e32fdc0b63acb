/**
 * Transcribes Zoom meetings live and afterwards, from Zoom's Realtime Media Streams. See README.md.
 *
 *   nx zoom-rtms examples                     # a simulated meeting, transcribed by the stand-in
 *   nx zoom-rtms examples -- --serve          # a server for Zoom, with the variables of the README
 */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { clock, createClient, type NodeClient } from '@aai-connectors/core/node';
import { startStandIn } from '@aai-connectors/stand-in';
import { printFiles } from '../calls/print-files.ts';
import { setting, untilStopped } from '../calls/program.ts';
import { sampleCall } from '../calls/sample-call.ts';
import { startZoomBridge, type ZoomBridge, type ZoomBridgeOptions } from './bridge.ts';
import { AUDIO } from './messages.ts';
import { simulateMeeting } from './simulator/meeting.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

const { values } = parseArgs({
  options: { serve: { type: 'boolean', default: false }, speed: { type: 'string', default: '1' } },
});
if (values.serve) await serve();
else await simulate(Number(values.speed));

type Credentials = Pick<ZoomBridgeOptions, 'clientId' | 'clientSecret' | 'secretToken'>;

function start(
  credentials: Credentials,
  client: NodeClient,
  options: Omit<ZoomBridgeOptions, keyof Credentials | 'client'>,
): Promise<ZoomBridge> {
  return startZoomBridge({
    ...{ ...credentials, client, live: { format_turns: true } },
    onTurn: (_, { speaker, start: at, text }) => print(`[${clock(at)}] ${speaker}: ${text}`),
    onResult: ({ meetingUuid }, { files }) => print(`Saved for ${meetingUuid}:\n  ${files.join('\n  ')}`),
    onNote: print,
    ...options,
  });
}

async function serve(): Promise<void> {
  const isOn = (name: string): boolean => process.env[name] !== 'false';
  const bridge = await start(
    {
      clientId: setting('ZM_CLIENT_ID'),
      clientSecret: setting('ZM_CLIENT_SECRET'),
      secretToken: setting('ZOOM_SECRET_TOKEN'),
    },
    createClient(),
    {
      ...{ host: process.env['HOST'], port: Number(process.env['PORT'] ?? 8_080) },
      folder: process.env['TRANSCRIPTS_DIR'] ?? 'meetings',
      mode: process.env['REALTIME_MODE'] === 'individual' ? 'individual' : 'mixed',
      ...(!isOn('REALTIME_ENABLED') && { live: false }),
      ...(!isOn('ASYNC_ENABLED') && { afterCall: false }),
    },
  );
  print(`Zoom sends webhooks to ${bridge.url}`);
  await untilStopped();
  await bridge.close();
}

async function simulate(speed: number): Promise<void> {
  const [agent, customer] = await sampleCall(AUDIO);
  const folder = await mkdtemp(join(tmpdir(), 'zoom-rtms-'));
  const standIn = await startStandIn();
  const client = createClient({ apiKey: standIn.keys[0]!, hosts: standIn.hosts });
  const credentials = { clientId: 'client', clientSecret: 'client secret', secretToken: 'secret token' };
  const bridge = await start(credentials, client, { folder, mode: 'individual' });
  const meeting = await simulateMeeting({
    ...{ ...credentials, webhookUrl: bridge.url, speed, refusesFirst: true },
    participants: [
      { id: 16_778_240, name: 'Anna', audio: agent, muted: [[4_300, 8_500]] },
      { id: 16_778_241, name: 'Ben', audio: customer, muted: [[8_400, 13_100]] },
    ],
    breaks: [{ atMs: 13_000, what: 'media' }],
  });
  await bridge.close();
  print(`Connections: ${meeting.connections}; answers to keep-alives: ${meeting.keepAlives}`);
  print(`Violations of the protocol: ${meeting.violations.length === 0 ? 'none' : meeting.violations.join(' ')}`);
  await printFiles(folder);
  await standIn.close();
  if (meeting.violations.length > 0) process.exitCode = 1;
}
