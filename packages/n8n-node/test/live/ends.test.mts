import { phone } from '@aai-connectors/host-n8n/phone-line';
import { type StandIn, startStandIn } from '@aai-connectors/stand-in';
import { pulseListener } from '@aai-connectors/stand-in/live';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createOutages } from '../../src/live/outages.ts';
import { activate, bridge, call, closeAll, closedPort, ended, listening, ofType, textsOf, until } from './stage.mts';

let standIn: StandIn;
beforeAll(async () => {
  standIn = await startStandIn({ streaming: { listener: pulseListener, latencyMs: 10 } });
});
afterAll(() => standIn.close());
afterEach(closeAll);

describe('which trigger gets which call', () => {
  it('is chosen by the line: two triggers share a bridge, and none gets the calls of the other', async () => {
    const { twilioUrl, callsUrl } = await bridge();
    const address = `${callsUrl}?token=unused`;
    const support = await activate(standIn, { audioSource: 'calls', address, line: 'support' }, { workflowId: 'a' });
    const all = await activate(standIn, { audioSource: 'calls', address: callsUrl }, { workflowId: 'b' });
    const sessions = standIn.sessions().length;
    await Promise.all([
      phone(`${twilioUrl}/support`, { streamSid: 'MZa', audio: call(1) }),
      phone(`${twilioUrl}/sales`, { streamSid: 'MZb', audio: call(2) }),
    ]);
    await Promise.all([ended(support), ended(all, 2)]);
    expect(textsOf(support)).toEqual(['Pulse-1.']);
    expect(textsOf(all)).toHaveLength(3);
    expect(standIn.sessions().length - sessions).toBe(3);
  });
});

describe('a call in progress', () => {
  it('ends with what was said when the workflow is deactivated, and continues when it is activated again', async () => {
    const { twilioUrl, callsUrl } = await bridge();
    const parameters = { audioSource: 'calls', address: callsUrl };
    const first = await activate(standIn, parameters);
    const talking = phone(twilioUrl, { streamSid: 'MZa', audio: call(5) });
    await until(() => ofType(first, 'turn').length >= 2, first);
    await first.close();
    const second = await activate(standIn, parameters, { activation: 'init' });
    await talking;
    await ended(second);
    expect(ofType(first, 'end')).toMatchObject([{ reason: 'stopped', call: { stream_sid: 'MZa' } }]);
    expect(ofType(second, 'end')).toMatchObject([{ reason: 'hung_up', gaps: [] }]);
    // Every sound is in one turn, unless the handover was in the middle of it.
    const starts = [...ofType(first, 'turn'), ...ofType(second, 'turn')].map(({ start }) => Number(start));
    expect(starts.length).toBeGreaterThanOrEqual(5);
    expect(starts.length).toBeLessThanOrEqual(6);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  });

  it('ends as lost when its connection breaks', async () => {
    const { twilioUrl, callsUrl } = await bridge();
    const trigger = await activate(standIn, { audioSource: 'calls', address: callsUrl });
    const before = standIn.sessions().length;
    const socket = new WebSocket(twilioUrl);
    await new Promise((resolve) => socket.once('open', resolve));
    const send = (message: object): void => socket.send(JSON.stringify({ streamSid: 'MZa', ...message }));
    send({ event: 'start', sequenceNumber: '1', start: { callSid: 'CAa' } });
    const payload = Buffer.alloc(160, 0xff).toString('base64');
    send({ event: 'media', sequenceNumber: '2', media: { track: 'inbound', timestamp: '0', payload } });
    await until(() => standIn.sessions().length > before, trigger);
    socket.terminate();
    await ended(trigger);
    expect(ofType(trigger, 'end')).toMatchObject([{ reason: 'lost', turns: 0 }]);
  });

  it('that fails is a failed execution if ends start none', async () => {
    const { twilioUrl, callsUrl } = await bridge();
    const trigger = await activate(standIn, { audioSource: 'calls', address: callsUrl, alsoEmit: [] });
    standIn.sessionFaults.add({ session: standIn.sessions().length + 1, at: 'begin', do: { end: 'account' } });
    await phone(twilioUrl, { streamSid: 'MZa', audio: call(1) });
    await until(() => trigger.failedExecutions.length > 0, trigger);
    expect(trigger.items).toEqual([]);
    expect(trigger.errors).toEqual([]);
  });

  it('whose execution n8n refuses is in the log, with the turn and without its text', async () => {
    const { twilioUrl, callsUrl } = await bridge();
    const trigger = await activate(
      standIn,
      { audioSource: 'calls', address: callsUrl, alsoEmit: [] },
      { refusal: () => new Error('The database is full.') },
    );
    await phone(twilioUrl, { streamSid: 'MZa', audio: call(1) });
    await until(() => trigger.log.length > 0, trigger);
    expect(trigger.log[0]).toContain('the execution for turn 0 of MZa: The database is full.');
    expect(trigger.log.join()).not.toContain('Pulse');
  });
});

describe('a stream over HTTP', () => {
  const stream = { audioSource: 'http', encoding: 'pcm_mulaw', sample_rate: 8_000 };

  it('ends as stopped when the workflow is deactivated, with the turns until then', async () => {
    const server = await listening((_, response) => void response.writeHead(200).write(call(2)));
    const trigger = await activate(standIn, { ...stream, address: server.url });
    await until(() => ofType(trigger, 'turn').length > 0, trigger);
    await trigger.close();
    expect(textsOf(trigger)).toEqual(['Pulse-1.', 'Pulse-2.']);
    expect(ofType(trigger, 'end')).toMatchObject([{ reason: 'stopped', turns: 2 }]);
  });

  it('ends as lost when its connection breaks', async () => {
    const server = await listening((_, response) => {
      response.writeHead(200).write(call(1), () => setTimeout(() => response.destroy(), 100));
    });
    const trigger = await activate(standIn, { ...stream, address: server.url });
    await ended(trigger);
    expect(ofType(trigger, 'end')[0]).toMatchObject({ reason: 'lost', turns: 1 });
  });
});

describe('a person who activates the workflow', () => {
  const addressOfNothing = async (): Promise<string> =>
    `ws://127.0.0.1:${await closedPort()}/calls?token=a-secret-token`;

  it('sees that nothing listens at the address', async () => {
    const address = await addressOfNothing();
    await expect(activate(standIn, { audioSource: 'calls', address })).rejects.toMatchObject({
      message: 'The call bridge cannot be reached',
      description: 'Nothing listens on its port. Start it, or correct Address.',
    });
  });

  it('sees that the token is wrong', async () => {
    const { callsUrl } = await bridge({ token: 'the-right-token-of-it' });
    const failed = activate(standIn, { audioSource: 'calls', address: `${callsUrl}?token=a-wrong-token` });
    await expect(failed).rejects.toMatchObject({ description: expect.stringContaining('refuses the token') as string });
    await expect(failed).rejects.not.toMatchObject({ description: expect.stringContaining('a-wrong-token') as string });
  });

  it('sees why a link has no audio for live transcription', async () => {
    const server = await listening((request, response) => {
      if (request.url === '/missing') response.writeHead(404).end();
      else response.writeHead(200, { 'content-type': 'audio/mpeg' }).end('ID3');
    });
    const from = (path: string) =>
      activate(standIn, { audioSource: 'http', address: `${server.url}${path}`, sample_rate: 8_000 });
    await expect(from('/radio')).rejects.toThrow('MP3 audio (audio/mpeg)');
    await expect(from('/missing')).rejects.toMatchObject({ description: 'Request failed with status code 404.' });
  });

  it('is not needed when n8n starts: the trigger waits for the source, and says so in the log', async () => {
    const address = await addressOfNothing();
    const trigger = await activate(standIn, { audioSource: 'calls', address }, { activation: 'init' });
    await until(() => trigger.log.length > 0, trigger);
    expect(trigger.log[0]).toBe(
      'AssemblyAI Live Trigger: The call bridge cannot be reached. Nothing listens on its port. Start it, or correct Address. Trying again.',
    );
    expect(trigger.log.join()).not.toContain('a-secret-token');
    expect(trigger.errors).toEqual([]);
  });
});

describe('a session that the service refuses', () => {
  it('ends with the reason, and is not opened again with each piece of audio', async () => {
    const server = await listening((_, response) => {
      response.writeHead(200, { 'content-type': 'audio/basic' });
      for (let at = 0; at < 20; at++) response.write(call(1));
      response.end();
    });
    const parameters = { audioSource: 'http', address: server.url, encoding: 'g722', sample_rate: 8_000 };
    const trigger = await activate(standIn, parameters);
    await until(() => trigger.log.some((line) => line.includes('has ended')), trigger);
    await trigger.close();
    expect(ofType(trigger, 'end')).toMatchObject([
      { reason: 'failed', turns: 0, error: expect.stringMatching(/encoding/i) as string },
    ]);
    expect(trigger.log[0]).toContain('Audio of the next 5 seconds is not transcribed.');
  });
});

describe('an outage of a source', () => {
  it('is reported once, after five minutes', () => {
    let now = 0;
    const outages = createOutages(() => now);
    const reported: number[] = [];
    const failFor = (minutes: number): void => {
      for (const until_ = now + minutes * 60_000; now < until_; now += 30_000) if (outages.failed()) reported.push(now);
    };
    failFor(20);
    outages.over();
    failFor(4);
    outages.over();
    failFor(6);
    expect(reported).toEqual([300_000, 1_740_000]);
  });
});
