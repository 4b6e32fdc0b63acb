import { expect, it } from 'vitest';
import { inputFingerprint } from '../../src/lib/waiting/fingerprint.ts';

const file = (bytes: readonly number[], name = 'a.mp3') => ({ data: new Uint8Array(bytes), name });

it('matches the fingerprints that runs have stored', async () => {
  expect(await inputFingerprint({ audio_url: file([1, 2, 3]), speaker_labels: true })).toBe(
    '2fe4d162f43496bce1b2c830edea9138bbfde41419db948b405dafe95a2425b2',
  );
});

it('depends on the content of files, not on their names', async () => {
  const known = await inputFingerprint({ audio_url: file([1, 2, 3]) });
  expect(await inputFingerprint({ audio_url: file([1, 2, 3], 'b.mp3') })).toBe(known);
  expect(await inputFingerprint({ audio_url: file([1, 2, 4]) })).not.toBe(known);
});
