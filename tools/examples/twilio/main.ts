/**
 * Transcribes a simulated Twilio call live, through the call bridge of the core. See README.md.
 *
 *   nx twilio examples
 */
import { clock, createClient, startCallBridge } from '@aai-connectors/core/node';
import { phone, phoneAudio } from '@aai-connectors/host-n8n/phone-line';
import { startStandIn } from '@aai-connectors/stand-in';
import { audioPath } from '@aai-connectors/stand-in/recordings';
import { listenToCalls } from './listener.ts';

const CUT_MS = 9_000;
const print = (line: string): void => void process.stdout.write(`${line}\n`);

const standIn = await startStandIn();
const bridge = await startCallBridge();
const client = createClient({ apiKey: standIn.keys[0]!, hosts: standIn.hosts });
let gaps = 0;
const listener = listenToCalls(bridge.callsUrl, client.streaming.connect, {
  onTurn: ({ parameters }, { start, text }) => print(`[${clock(start)}] ${parameters['customer']}: ${text}`),
  onGap: () => gaps++,
  onEnd: ({ callSid }, { turns, error }) => print(`${callSid}: ${turns} turns${error ? `, ${error.message}` : ''}`),
});
await phone(bridge.twilioUrl, {
  streamSid: 'MZ0123456789abcdef0123456789abcdef',
  audio: phoneAudio(audioPath('dialogue')),
  parameters: { customer: 'Anna' },
  onChunk(ms) {
    if (ms === CUT_MS) listener.cut();
  },
});
await listener.close();
print(`The connection to the bridge broke after ${CUT_MS / 1000} s. Lost audio: ${gaps} gaps`);
await bridge.close();
await standIn.close();
