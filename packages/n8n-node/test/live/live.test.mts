import { readFileSync } from 'node:fs';
import { activateTrigger, type ActiveTrigger, type TriggerOptions } from '@aai-connectors/host-n8n/emulator';
import { audioServer, type AudioServer, phone } from '@aai-connectors/host-n8n/phone-line';
import { type StandIn, startStandIn } from '@aai-connectors/stand-in';
import { pulseListener } from '@aai-connectors/stand-in/live';
import type { IDataObject } from 'n8n-workflow';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AssemblyAiLiveTrigger } from '../../nodes/AssemblyAiLiveTrigger/AssemblyAiLiveTrigger.node.ts';
import { pulses } from './pulses.mts';
import {
  activate as activateAt,
  bridge,
  call,
  closeAll,
  credential,
  ended,
  listening,
  ofType,
  opened,
  until,
} from './stage.mts';

let standIn: StandIn;
beforeAll(async () => {
  standIn = await startStandIn({ streaming: { listener: pulseListener, latencyMs: 10 } });
});
afterAll(() => standIn.close());

afterEach(closeAll);

const activate = (parameters: IDataObject, more: Partial<TriggerOptions> = {}): Promise<ActiveTrigger> =>
  activateAt(standIn, parameters, more);

describe('the live trigger', () => {
  it('emits one item for each turn of each call, with the call, and its end', async () => {
    const { twilioUrl, callsUrl } = await bridge();
    const trigger = await activate({ audioSource: 'calls', address: callsUrl });
    await Promise.all([
      phone(twilioUrl, { streamSid: 'MZa', audio: call(3), parameters: { customer: 'Anna' } }),
      phone(twilioUrl, { streamSid: 'MZb', audio: call(2) }),
    ]);
    await ended(trigger, 2);
    const turnsOf = (sid: string): IDataObject[] =>
      ofType(trigger, 'turn').filter(({ call: of }) => (of as IDataObject)['stream_sid'] === sid);
    expect(turnsOf('MZa').map(({ text }) => text)).toEqual(['Pulse-1.', 'Pulse-2.', 'Pulse-3.']);
    expect(turnsOf('MZb')).toHaveLength(2);
    expect(turnsOf('MZa')[0]).toMatchObject({
      type: 'turn',
      order: 0,
      start: 0,
      complete: true,
      call: { call_sid: 'CAa', stream_sid: 'MZa', track: 'inbound', parameters: { customer: 'Anna' } },
    });
    expect(
      ofType(trigger, 'end')
        .map(({ turns }) => turns)
        .toSorted(),
    ).toEqual([2, 3]);
    expect(trigger.errors).toEqual([]);
  });

  it('loses no word of a call when the bridge is out of reach for a moment', async () => {
    const first = await bridge();
    const relay = opened(await audioServer({ relayTo: first.callsUrl }));
    const trigger = await activate({ audioSource: 'calls', address: relay.url });
    const talking = phone(first.twilioUrl, { streamSid: 'MZa', audio: call(4) });
    await until(() => ofType(trigger, 'turn').length >= 1, trigger);
    relay.cut();
    await talking;
    await ended(trigger);
    expect(ofType(trigger, 'turn').map(({ text }) => text)).toEqual(['Pulse-1.', 'Pulse-2.', 'Pulse-3.', 'Pulse-4.']);
    expect(ofType(trigger, 'gap')).toEqual([]);
    expect(trigger.log.join()).toContain('The connection to the call bridge was lost.');
  });

  it('continues a call when the service drops its session', async () => {
    const { twilioUrl, callsUrl } = await bridge();
    const trigger = await activate({ audioSource: 'calls', address: callsUrl });
    const session = standIn.sessions().length + 1;
    standIn.sessionFaults.add({ session, at: { bytes: 6_000 }, do: 'drop' });
    await phone(twilioUrl, { streamSid: 'MZa', audio: call(4) });
    await ended(trigger);
    const starts = ofType(trigger, 'turn').map(({ start }) => Number(start));
    expect(starts).toHaveLength(4);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    expect(standIn.sessions().length).toBe(session + 1);
    expect(ofType(trigger, 'end')[0]).toMatchObject({ turns: 4, gaps: [] });
  });

  it('emits ends and gaps only if they are wanted', async () => {
    const { twilioUrl, callsUrl } = await bridge();
    const trigger = await activate({ audioSource: 'calls', address: callsUrl, alsoEmit: [] });
    await phone(twilioUrl, { streamSid: 'MZa', audio: call(1) });
    await until(() => trigger.items.length > 0, trigger);
    await trigger.close();
    expect(trigger.items.map(({ json }) => json['type'])).toEqual(['turn']);
  });

  it('transcribes the audio of a WebSocket server, and connects again', async () => {
    const server: AudioServer = opened(await audioServer({ audio: pulses(2, 'pcm_s16le', 16_000), bytesPerMs: 32 }));
    const trigger = await activate({ audioSource: 'websocket', address: server.url, sample_rate: 16_000 });
    await ended(trigger, 2);
    expect(
      ofType(trigger, 'turn')
        .map(({ text }) => text)
        .slice(0, 4),
    ).toEqual(['Pulse-1.', 'Pulse-2.', 'Pulse-1.', 'Pulse-2.']);
  });

  it('transcribes an HTTP stream once, to its end', async () => {
    const audio = pulses(2, 'pcm_mulaw', 8_000);
    let requests = 0;
    const server = await listening((_, response) => {
      requests++;
      response.writeHead(200, { 'content-type': 'audio/basic' }).end(audio);
    });
    const trigger = await activate({
      audioSource: 'http',
      address: server.url,
      encoding: 'pcm_mulaw',
      sample_rate: 8_000,
    });
    await ended(trigger);
    await trigger.close();
    expect(ofType(trigger, 'turn')).toHaveLength(2);
    expect(requests).toBe(1);
  });

  it('transcribes Opus in Ogg, which contains its sample rate', async () => {
    const audio = readFileSync(new URL('../../../core/test/fixtures/audio/tone-opus.ogg', import.meta.url));
    const server = await listening((_, response) => void response.end(audio));
    const trigger = await activate({ audioSource: 'http', address: server.url, encoding: 'ogg_opus' });
    await ended(trigger);
    expect(standIn.sessions().at(-1)?.params).toMatchObject({
      ...{ encoding: 'ogg_opus', format_turns: 'true' },
      // Node's WebSocket cannot send pings, so a dead connection shows by missing heartbeats.
      session_heartbeat: 'true',
    });
    expect(standIn.sessions().at(-1)?.params).not.toHaveProperty('sample_rate');
    expect(ofType(trigger, 'turn').map(({ text }) => text)).toEqual(['Pulse-1.']);
  });

  it('keeps trying an HTTP stream that fails, and logs why, without its token', async () => {
    const server = await listening((_, response) => response.destroy());
    const trigger = await activate(
      { audioSource: 'http', address: `${server.url}/?token=secret-token`, sample_rate: 8_000 },
      { activation: 'init' },
    );
    await until(() => trigger.log.length > 0, trigger);
    expect(trigger.log[0]).toContain('The audio stream failed.');
    expect(trigger.log.join()).not.toContain('secret-token');
    expect(trigger.errors).toEqual([]);
  });

  it.each([
    [{ audioSource: 'calls', address: 'nowhere' }, /Address is not valid/],
    [{ audioSource: 'http', address: 'wss://a.b/c', sample_rate: 8_000 }, /Address is not valid/],
    [{ audioSource: 'calls', address: 'ws://127.0.0.1/calls', line: 'a b' }, /Line is not valid/],
    [{ audioSource: 'calls', address: 'ws://127.0.0.1/calls', options: { idleTimeout: 0 } }, /Idle Timeout/],
    [{ audioSource: 'websocket', address: 'wss://a.b/c', sample_rate: 16, encoding: 'pcm_s16le' }, /Sample Rate/],
  ])('is not activated with %j', async (parameters, message) => {
    await expect(activate(parameters)).rejects.toThrow(message);
  });

  it('is not activated with a wrong key, which the error does not contain', async () => {
    const wrong = activateTrigger(new AssemblyAiLiveTrigger(), {
      parameters: { audioSource: 'calls', address: 'ws://127.0.0.1:1/calls' },
      credential: credential(standIn, 'wrong-key-0123456789'),
    });
    await expect(wrong).rejects.toMatchObject({ httpCode: '401' });
    await expect(wrong).rejects.not.toThrow(/wrong-key/);
  });

  it('starts a test run when the editor listens, and ends it', async () => {
    const { twilioUrl, callsUrl } = await bridge();
    const trigger = await activate({ audioSource: 'calls', address: callsUrl }, { mode: 'manual' });
    await phone(twilioUrl, { streamSid: 'MZa', audio: call(1) });
    await ended(trigger);
    await trigger.close();
    expect(ofType(trigger, 'turn')).toHaveLength(1);
  });
});
