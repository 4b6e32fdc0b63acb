import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveSource } from '../../src/node/index.ts';
import { fromDataUrl } from '../../src/web/data-url.ts';
import { createClient } from '../../src/web/index.ts';
import type { ApiRequest } from '../../src/host-io.ts';
import { thrownBy, transcript } from '../support/scripted.ts';

const BYTES = new Uint8Array([0x52, 0x49, 0x46, 0x46, 0, 255, 128]);
const URL_OF_BYTES = 'data:audio/wav;base64,UklGRgD/gA==';

describe('a data URL', () => {
  it('is decoded from base64 or percent-encoding', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const base64 = Buffer.from(bytes).toString('base64');
        const percent = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
        const audio = { data: bytes, size: bytes.length };
        expect(fromDataUrl(`data:audio/wav;base64,${base64}`)).toEqual(audio);
        expect(fromDataUrl(` DATA:;codecs=x; BASE64,${encodeURIComponent(base64)}`)).toEqual(audio);
        expect(fromDataUrl(new URL(`data:application/octet-stream,${percent}`))).toEqual(audio);
      }),
    );
  });

  it('may contain a percent sign that is not an escape', () => {
    expect(fromDataUrl('data:,%4')).toEqual({ data: new TextEncoder().encode('%4'), size: 2 });
  });

  it.each([
    ['data:audio/wav;base64,%%%', 'The data URL is not valid base64.'],
    ['data:audio/wav;base64', 'The data URL has no comma, so it contains no data.'],
    ['data:text/html,<p>', 'The data URL contains text/html, not audio.'],
    ['data:image/png;base64,AAAA', 'The data URL contains image/png, not audio.'],
  ])('%s is rejected', (url, message) => {
    expect(() => fromDataUrl(url)).toThrow(expect.objectContaining({ code: 'bad_input', field: 'audio', message }));
  });

  it('is not confused with other sources', () => {
    for (const source of ['https://example.com/data:a', BYTES, { data: BYTES }, undefined]) {
      expect(fromDataUrl(source)).toBe(source);
    }
  });

  it('is uploaded by every call that accepts audio', async () => {
    const uploads: number[][] = [];
    const send = async ({ url, body }: ApiRequest) => {
      if (typeof body === 'object') for await (const piece of body) uploads.push([...piece]);
      const answer = url.endsWith('/upload') ? { upload_url: 'https://cdn.example/1' } : transcript();
      return { status: 200, headers: {}, body: JSON.stringify(answer) };
    };
    const client = createClient({ apiKey: 'key-1', io: { send } });
    await client.transcribe(URL_OF_BYTES);
    await client.files.urlOf(new URL(URL_OF_BYTES));
    await client.files.upload(URL_OF_BYTES as never);
    expect(uploads).toEqual([[...BYTES], [...BYTES], [...BYTES]]);
    await expect(thrownBy(client.transcribe('data:text/plain,a'))).resolves.toMatchObject({ field: 'audio' });
  });

  it('is not a path in Node', async () => {
    await expect(resolveSource(URL_OF_BYTES)).resolves.toEqual({ data: BYTES, size: 7 });
  });
});
