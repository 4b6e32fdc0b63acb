import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@aai-connectors/core/node';
import { startStandIn, type StandIn } from '@aai-connectors/stand-in';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pathIn } from '../server/files.ts';
import { type Gallery, startGallery } from '../server/gallery.ts';
import { REQUEST_HEADER, ROUTES } from '../shared/protocol.ts';

const HEADERS = { [REQUEST_HEADER]: '1' };
const KEY = 'key-of-the-user';

describe('The server of the gallery', () => {
  let folder: string;
  let gallery: Gallery;
  let account: StandIn;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gallery-'));
    await writeFile(join(folder, 'index.html'), '<p>home</p>');
    account = await startStandIn({ keys: [KEY] });
    gallery = await startGallery({
      folder,
      openService: ({ apiKey, region }) => ({
        info: { kind: 'assemblyai', region, streamingUrl: account.url },
        client: createClient({ apiKey, hosts: account.hosts }),
      }),
    });
  });
  afterAll(async () => {
    await gallery.close();
    await account.close();
    await rm(folder, { recursive: true });
  });

  const call = (route: string, init: RequestInit = {}): Promise<Response> => fetch(`${gallery.url}/${route}`, init);
  const useKey = (apiKey: unknown): Promise<Response> =>
    call(ROUTES.key, { method: 'POST', headers: HEADERS, body: JSON.stringify({ apiKey, region: 'eu' }) });

  /** With any `Host`, which `fetch` does not allow. @returns the status */
  const statusWith = (headers: Readonly<Record<string, string>>, method = 'GET'): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const { port } = new URL(gallery.url);
      request({ host: '127.0.0.1', port, path: `/${ROUTES.service}`, method, headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });

  it('serves pages, with headers that forbid frames and guesses', async () => {
    const response = await call('');
    expect(await response.text()).toBe('<p>home</p>');
    expect(response.headers.get('x-frame-options')).toBe('DENY');
    expect((await call('missing.html')).status).toBe(404);
  });

  it('compresses pages for browsers that accept it', async () => {
    const encodingFor = async (accepted: string): Promise<string | null> => {
      const response = await call('', { headers: { 'accept-encoding': accepted } });
      expect(await response.text()).toBe('<p>home</p>');
      return response.headers.get('content-encoding');
    };
    expect(await encodingFor('gzip, br')).toBe('gzip');
    expect(await encodingFor('identity')).toBeNull();
    const head = await call('', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it('refuses other host names, other origins, and changes without the header', async () => {
    expect(await statusWith({ host: 'evil.example' })).toBe(403);
    expect(await statusWith({ host: '127.0.0.1:1', origin: 'http://evil.example' })).toBe(403);
    expect(await statusWith({}, 'DELETE')).toBe(403);
    expect(await statusWith({ host: 'localhost:1', origin: 'http://localhost:1' })).toBe(200);
  });

  it('uses a key that the service accepts, never returns it, and forgets it', async () => {
    const accepted = await useKey(` ${KEY} `);
    const body = await accepted.text();
    expect(JSON.parse(body)).toEqual({ kind: 'assemblyai', region: 'eu', streamingUrl: account.url });
    expect(body).not.toContain(KEY);
    expect(await (await call(ROUTES.service)).json()).toMatchObject({ kind: 'assemblyai' });
    await call(ROUTES.key, { method: 'DELETE', headers: HEADERS });
    expect(await (await call(ROUTES.service)).json()).toMatchObject({ kind: 'stand-in' });
  });

  it('keeps its service if a key is refused, and does not repeat the key', async () => {
    const refused = await useKey('another-key-12345');
    expect(refused.status).toBe(401);
    const body = await refused.text();
    expect(JSON.parse(body)).toMatchObject({ code: 'authentication' });
    expect(body).not.toContain('another-key-12345');
    expect((await useKey(7)).status).toBe(400);
    expect((await useKey('x'.repeat(10_000))).status).toBe(400);
    expect(await (await call(ROUTES.service)).json()).toMatchObject({ kind: 'stand-in' });
  });

  it('reports the steps of a job as lines, up to its failure', async () => {
    const response = await call(`${ROUTES.transcripts}?name=noise.wav&speaker_labels=true&webhook_url=x`, {
      method: 'POST',
      headers: HEADERS,
      body: new Uint8Array(100),
    });
    const events = (await response.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; transcriptId?: string });
    const types = events.map(({ type }) => type);
    expect(types[0]).toBe('uploaded');
    expect(types).toContain('submitted');
    expect(types.at(-1)).toBe('failed');
    expect(events.at(-1)?.transcriptId).toBe(events.find(({ type }) => type === 'submitted')?.transcriptId);
    const [job] = (await gallery.desk.current().client.transcripts.list({ limit: 1 })).transcripts;
    const { speaker_labels, webhook_url } = await gallery.desk.current().client.transcripts.get(job!.id);
    expect([speaker_labels, webhook_url ?? null]).toEqual([true, null]);
  });

  it('creates a token for a live session', async () => {
    const response = await call(ROUTES.token, { method: 'POST', headers: HEADERS });
    expect(await response.json()).toEqual({ token: expect.stringMatching(/.+/) as string });
  });
});

describe('The file behind an address', () => {
  it('is in the folder, whatever the address', () => {
    expect(pathIn('/site', '/docs/a%20b')).toBe('/site/docs/a b.html');
    expect(pathIn('/site', '/')).toBe('/site/index.html');
    for (const address of ['/../secret.txt', '/%2e%2e/secret.txt', '/..%2f..%2fsite2/a.html', '/a/../../b.txt'])
      expect(pathIn('/site', address), address).toMatch(/^\/site\/(?!.*\.\.)/);
    for (const address of ['/%', '/a%00.html']) expect(pathIn('/site', address), address).toBeUndefined();
  });
});
