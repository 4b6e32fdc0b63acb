import { describe, expect, it } from 'vitest';
import { sameLink } from '../../src/find/same-link.ts';

const S3 = 'https://bucket.s3.amazonaws.com/call.mp3';
const AZURE = 'https://account.blob.core.windows.net/calls/call.mp3';

describe('Two links', () => {
  it.each([
    ['https://example.com/a.mp3', 'https://EXAMPLE.com:443/a.mp3#t=10'],
    [`${S3}?X-Amz-Date=1&X-Amz-Signature=aa`, `${S3}?X-Amz-Date=2&X-Amz-Signature=bb`],
    [`${S3}?AWSAccessKeyId=k&Expires=1&Signature=a`, `${S3}?AWSAccessKeyId=k&Expires=2&Signature=b`],
    [`${S3}?X-Amz-Signature=aa`, S3],
    [`${AZURE}?sv=2024&se=1&sr=b&sp=r&sig=a`, `${AZURE}?sv=2025&se=2&sr=b&sp=r&sig=b`],
  ])('are of the same file: %s and %s', (one, other) => {
    expect(sameLink(one, other)).toBe(true);
  });

  it.each([
    ['https://example.com/a.mp3', 'https://example.com/b.mp3'],
    ['https://drive.google.com/uc?id=A', 'https://drive.google.com/uc?id=B'],
    ['https://example.com/get?sp=1', 'https://example.com/get?sp=2'],
    ['https://example.com/get?expires=1', 'https://example.com/get?expires=2'],
    [`${S3}?versionId=1&X-Amz-Signature=aa`, `${S3}?versionId=2&X-Amz-Signature=aa`],
    ['not a link', 'https://example.com/a.mp3'],
  ])('are not of the same file: %s and %s', (one, other) => {
    expect(sameLink(one, other)).toBe(false);
  });
});
