import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recording, session } from './support.ts';

const folders = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('stand-in-'));

describe('an upload', () => {
  it('comes back as a link that can be transcribed and not be read', async () => {
    const { call, standIn, upload } = await session();
    const audio = await recording('jfk.wav');
    const url = await upload(audio);
    expect(url.startsWith(`${standIn.url}/upload/`)).toBe(true);
    expect(standIn.uploads()).toEqual([audio.byteLength]);
    const read = await call('GET', url.slice(standIn.url.length));
    expect([read.status, read.json]).toEqual([403, { error: 'Cannot access uploaded file' }]);
  });

  it('is on the bill as often as a job was started for it, with the hash of its bytes', async () => {
    const { call, standIn, upload } = await session();
    const audio = await recording('jfk.wav');
    const links = [await upload(audio), await upload(audio)];
    for (const audio_url of links) await call('POST', '/v2/transcript', { json: { audio_url } });
    const sha256 = createHash('sha256').update(audio).digest('hex');
    expect(standIn.jobs()).toMatchObject(links.map((audioUrl) => ({ audioUrl, sha256 })));
    expect((await call('GET', '/_stand-in/state')).json).toMatchObject({ jobs: [{ sha256 }, { sha256 }] });
  });

  it('works with its own key only', async () => {
    const { call, upload } = await session({ keys: ['one', 'two'] });
    const audio_url = await upload(await recording('austen-0880.wav'));
    const stranger = await call('POST', '/v2/transcript', { json: { audio_url }, key: 'two' });
    expect([stranger.status, stranger.json]).toEqual([403, { error: 'Cannot access uploaded file' }]);
    expect((await call('POST', '/v2/transcript', { json: { audio_url }, key: 'one' })).status).toBe(200);
  });

  it('is taken in any content type, and without a length', async () => {
    const { standIn } = await session();
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new Uint8Array(1000));
        controller.enqueue(new Uint8Array(24));
        controller.close();
      },
    });
    const response = await fetch(`${standIn.url}/v2/upload`, {
      method: 'POST',
      headers: { authorization: 'stand-in-key', 'content-type': 'application/json' },
      body: stream,
      duplex: 'half',
    } as RequestInit);
    expect(response.status).toBe(200);
    expect(standIn.uploads()).toEqual([1024]);
  });

  it('must not be empty', async () => {
    const { call, standIn } = await session();
    const { status, json } = await call('POST', '/v2/upload', { body: '' });
    expect([status, json]).toEqual([400, { error: 'The uploaded file is empty.' }]);
    expect(standIn.uploads()).toEqual([]);
  });

  it('must not announce more than 2.2 GB', async () => {
    const { standIn } = await session();
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { authorization: 'stand-in-key', 'content-length': 2.3 * 2 ** 30 };
      const sending = request(`${standIn.url}/v2/upload`, { method: 'POST', headers }, (response) => {
        resolve(response.statusCode);
        sending.destroy();
      });
      sending.on('error', reject);
      sending.write('x');
    });
    expect(status).toBe(400);
  });

  it('that breaks off leaves nothing behind, and the server running', async () => {
    const { standIn, call } = await session();
    await new Promise<void>((resolve) => {
      const headers = { authorization: 'stand-in-key', 'content-length': 1000 };
      const sending = request(`${standIn.url}/v2/upload`, { method: 'POST', headers });
      sending.on('close', resolve);
      sending.on('error', () => undefined);
      sending.write('x', () => sending.destroy());
    });
    expect((await call('GET', '/v2/transcript')).status).toBe(200);
    expect(standIn.uploads()).toEqual([]);
  });

  it('can be counted and thrown away', async () => {
    const { upload, standIn, transcribe } = await session({ uploads: 'discard' });
    const audio_url = await upload(await recording('jfk.wav'));
    expect(standIn.uploads()).toEqual([(await recording('jfk.wav')).byteLength]);
    expect(await transcribe({ audio_url })).toMatchObject({
      status: 'error',
      error: expect.stringContaining('discard'),
    });
  });

  it('is gone from the disk when the stand-in is closed', async () => {
    const { upload, standIn } = await session();
    const id = (await upload(new Uint8Array(10))).split('/').at(-1)!;
    const path = folders()
      .map((folder) => join(tmpdir(), folder, id))
      .find((file) => existsSync(file));
    expect(path).toBeDefined();
    await standIn.close();
    expect(existsSync(dirname(path!))).toBe(false);
  });
});
