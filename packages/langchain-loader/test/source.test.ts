import { describe, expect, it } from 'vitest';
import { identify } from '../src/loading/source.ts';

describe('a source', () => {
  it.each([
    ['https://example.com/a.mp3', 'https://example.com/a.mp3'],
    ['https://example.com/play?id=7', 'https://example.com/play?id=7'],
    // Short names that sign links elsewhere mean something else without a signature beside them.
    ['https://example.com/play?st=7&se=8', 'https://example.com/play?st=7&se=8'],
  ])('that is a lasting link is known by it: %s', (given, url) => {
    expect(identify(given)).toMatchObject({ source: url, identity: url, mediaUrl: url });
    expect(identify(new URL(given))).toMatchObject({ source: url, identity: url, mediaUrl: url });
  });

  it.each([
    'https://bucket.s3.amazonaws.com/a.mp3?X-Amz-Algorithm=A&X-Amz-Credential=C&X-Amz-Signature=one&X-Amz-Expires=9',
    'https://bucket.s3.amazonaws.com/a.mp3?AWSAccessKeyId=A&Signature=two&Expires=9',
    'https://bucket.s3.amazonaws.com/a.mp3?sv=2024&se=2026&sr=b&sp=r&sig=three',
    'https://user:secret@bucket.s3.amazonaws.com/a.mp3',
  ])('that is a signed link is known without the signature, which is kept nowhere: %s', (given) => {
    const url = 'https://bucket.s3.amazonaws.com/a.mp3';
    expect(identify(given)).toMatchObject({ source: url, identity: url, mediaUrl: undefined });
  });

  it.each(['./call.mp3', 'call.mp3', '/data/call.mp3', 'C:\\data\\call.mp3', 'file:///data/call.mp3'])(
    'that is a path is a file of this machine: %s',
    (given) => {
      expect(identify(given)).toMatchObject({ source: given, path: given, mediaUrl: undefined });
    },
  );

  it('of bytes is only known by a name given on purpose', () => {
    const bytes = new Uint8Array(4);
    expect(identify(bytes)).toMatchObject({ source: 'audio', identity: '' });
    expect(identify({ data: bytes, name: 'a.wav' })).toMatchObject({ source: 'a.wav', identity: '' });
    expect(identify({ audio: bytes, name: 'call 7' })).toMatchObject({ source: 'call 7', identity: 'name:call 7' });
    const file = new File([bytes], 'a.wav', { lastModified: 5 });
    expect(identify(file)).toMatchObject({ source: 'a.wav', identity: 'file:a.wav:4:5' });
  });
});
