import { createClient, startCallBridge } from '@aai-connectors/core/node';
import { phone } from '@aai-connectors/host-n8n/phone-line';
import { startStandIn } from '@aai-connectors/stand-in';
import { pulseListener } from '@aai-connectors/stand-in/live';
import { expect, it } from 'vitest';
import { listenToCalls } from '../twilio/listener.ts';
import { pulses } from './pulses.ts';

it('transcribes a Twilio call once, although the connection to the bridge breaks twice', async () => {
  const standIn = await startStandIn({ streaming: { listener: pulseListener, latencyMs: 0 } });
  const bridge = await startCallBridge();
  const client = createClient({ apiKey: standIn.keys[0]!, hosts: standIn.hosts });
  const seen: string[] = [];
  const listener = listenToCalls(
    bridge.callsUrl,
    client.streaming.connect,
    {
      onTurn: ({ parameters, track }, { text, start }) =>
        seen.push(`${Math.round(start / 100) / 10} ${parameters['customer']} ${track} ${text}`),
      onGap: (_, gap) => seen.push(`gap ${JSON.stringify(gap)}`),
      onEnd: (_, { turns, error }) => seen.push(`${turns} turns, ${String(error)}`),
    },
    { retryMs: 100 },
  );
  await phone(bridge.twilioUrl, {
    streamSid: 'MZ1',
    audio: pulses(3_000, 300, 1_100, 2_100),
    parameters: { customer: 'Anna' },
    onChunk(ms) {
      if (ms === 700 || ms === 1_200) listener.cut();
    },
  });
  await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(4);
  await listener.close();
  await bridge.close();
  const [session, ...others] = standIn.sessions();
  await standIn.close();
  expect(seen).toEqual([
    '0.3 Anna inbound Pulse-1.',
    '1.1 Anna inbound Pulse-2.',
    '2.1 Anna inbound Pulse-3.',
    '3 turns, undefined',
  ]);
  expect(others).toEqual([]);
  expect(session?.audioMs).toBe(3_000);
});
