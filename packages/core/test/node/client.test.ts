import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ApiRequest, ApiResponse } from '../../src/host-io.ts';
import { createClient, type NodeClientOptions } from '../../src/node/index.ts';
import { thrownBy, transcript } from '../support/scripted.ts';

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aai-client-'));
  path = join(folder, 'a.wav');
  await writeFile(path, 'RIFF');
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

const clientWith = (options: NodeClientOptions = {}) => {
  const sent: ApiRequest[] = [];
  const send = async (request: ApiRequest): Promise<ApiResponse> => {
    sent.push(request);
    if (typeof request.body === 'object') for await (const piece of request.body) expect(piece).toHaveLength(4);
    const body = request.url.endsWith('/upload') ? { upload_url: 'https://cdn.assemblyai.com/upload/1' } : transcript();
    return { status: 200, headers: {}, body: JSON.stringify(body) };
  };
  return { sent, client: createClient({ apiKey: 'key-1', io: { send }, ...options }) };
};

describe('the client for Node', () => {
  it('transcribes and uploads the file at a path', async () => {
    const { client, sent } = clientWith();
    await client.transcribe(path);
    await expect(client.files.upload(path)).resolves.toEqual({ upload_url: 'https://cdn.assemblyai.com/upload/1' });
    expect(sent.map(({ url }) => new URL(url).pathname)).toEqual(['/v2/upload', '/v2/transcript', '/v2/upload']);
  });

  it('does not upload a link', async () => {
    const { client, sent } = clientWith();
    await expect(thrownBy(client.files.upload('https://example.com/a.mp3'))).resolves.toMatchObject({
      code: 'bad_input',
    });
    expect(sent).toEqual([]);
  });

  it('rejects what the API would reject, before it uploads', async () => {
    const { client, sent } = clientWith();
    const error = await thrownBy(client.transcribe(path, { speaker_labels: true, multichannel: true }));
    expect(error).toMatchObject({ code: 'bad_input', message: 'Choose speaker_labels or multichannel, not both.' });
    expect(sent).toEqual([]);
  });

  it('reports warnings, and continues', async () => {
    const warnings: string[] = [];
    const { client } = clientWith({ onWarning: ({ message }) => void warnings.push(message) });
    await client.transcribe('https://example.com/a.mp3', { speech_models: ['universal-3-pro'] });
    expect(warnings).toHaveLength(1);
  });

  it('does not check parameters with validate: false', async () => {
    const { client, sent } = clientWith({ validate: false });
    await client.transcribe('https://example.com/a.mp3', { speaker_labels: true, multichannel: true });
    expect(sent).toHaveLength(1);
  });

  it('reads the key from the environment, and reports a missing one', () => {
    vi.stubEnv('ASSEMBLYAI_API_KEY', 'from-the-environment');
    expect(() => createClient()).not.toThrow();
    vi.stubEnv('ASSEMBLYAI_API_KEY', undefined);
    expect(() => createClient()).toThrow('The API key is missing.');
  });
});
