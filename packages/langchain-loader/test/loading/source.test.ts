import { describe, expect, it } from 'vitest';
import { identify } from '../../src/loading/source.ts';

describe('a source', () => {
  it.each([
    ['https://example.com/a.mp3', 'https://example.com/a.mp3'],
    ['https://example.com/play?id=7', 'https://example.com/play?id=7'],
    // Short names that sign links elsewhere mean something else without a signature beside them.
    ['https://example.com/play?st=7&se=8', 'https://example.com/play?st=7&se=8'],
  ])('with a permanent URL is identified by it: %s', (given, url) => {
    expect(identify(given)).toMatchObject({ source: url, identity: url, mediaUrl: url });
    expect(identify(new URL(given))).toMatchObject({ source: url, identity: url, mediaUrl: url });
  });

  it.each([
    'https://bucket.s3.amazonaws.com/a.mp3?X-Amz-Algorithm=A&X-Amz-Credential=C&X-Amz-Signature=one&X-Amz-Expires=9',
    'https://bucket.s3.amazonaws.com/a.mp3?AWSAccessKeyId=A&Signature=two&Expires=9',
    'https://bucket.s3.amazonaws.com/a.mp3?sv=2024&se=2026&sr=b&sp=r&sig=three',
    'https://user:secret@bucket.s3.amazonaws.com/a.mp3',
  ])('with a signed URL is identified without the signature, which is not stored: %s', (given) => {
    const url = 'https://bucket.s3.amazonaws.com/a.mp3';
    expect(identify(given)).toMatchObject({ source: url, identity: url, mediaUrl: undefined });
  });

  it('that differs only in a token may be another recording; the token is not stored', () => {
    const [one, two] = ['1', '2'].map((token) => identify(`https://example.com/play?token=${token}`));
    expect(one!.identity).not.toBe(two!.identity);
    for (const { source, mediaUrl } of [one!, two!]) {
      expect(source).toBe('https://example.com/play');
      expect(mediaUrl).toBeUndefined();
    }
  });

  it.each(['access_token', 'api_key', 'apikey', 'jwt'])('is identified without its %s', (name) => {
    const known = identify(`https://example.com/play?id=7&${name}=secret`);
    expect(known).toMatchObject({
      source: 'https://example.com/play?id=7',
      identity: 'https://example.com/play?id=7',
      mediaUrl: undefined,
    });
  });

  it.each([null, undefined, 7, true, { audio: undefined }, { audio: null }])(
    'is refused where it is none: %j',
    (given) => {
      expect(() => identify(given as never)).toThrow(
        expect.objectContaining({ code: 'bad_input', field: 'source' }) as Error,
      );
    },
  );

  it('can be a data: URL or a typed array', () => {
    for (const [link, text] of [
      ['data:audio/wav;base64,UklGRg==', 'RIFF'],
      ['data:,RIFF%20a', 'RIFF a'],
    ] as const) {
      const { item, source } = identify(link);
      expect(new TextDecoder().decode((item as { audio: Uint8Array }).audio)).toBe(text);
      expect(source).toBe('audio');
    }
    expect(() => identify('data:audio/wav;base64,%')).toThrow(expect.objectContaining({ code: 'bad_input' }) as Error);
    const samples = new Int16Array([1, 2, 3]).subarray(1);
    expect((identify(samples).item as { audio: Uint8Array }).audio).toEqual(new Uint8Array([2, 0, 3, 0]));
  });

  it.each(['./call.mp3', 'call.mp3', '/data/call.mp3', 'C:\\data\\call.mp3', 'file:///data/call.mp3'])(
    'that is a path is a file of this machine: %s',
    (given) => {
      expect(identify(given)).toMatchObject({ source: given, path: given, mediaUrl: undefined });
    },
  );

  it('of bytes has a name, but is identified only by its content', () => {
    const bytes = new Uint8Array(4);
    expect(identify(bytes)).toMatchObject({ source: 'audio', identity: undefined });
    expect(identify({ data: bytes, name: 'a.wav' })).toMatchObject({ source: 'a.wav', identity: undefined });
    expect(identify({ audio: bytes, name: 'call 7' })).toMatchObject({ source: 'call 7', identity: undefined });
    expect(identify(new File([bytes], 'a.wav'))).toMatchObject({ source: 'a.wav', identity: undefined });
  });

  it.each(['', ' ', 7])('is refused if its id is %j', (id) => {
    expect(() => identify({ audio: 'https://example.com/a.mp3', id } as never)).toThrow(
      expect.objectContaining({ code: 'bad_input', field: 'id' }) as Error,
    );
  });
});
