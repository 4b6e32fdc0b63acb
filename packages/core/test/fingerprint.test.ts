import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fingerprintOf, sha256Of } from '../src/index.ts';

describe('SHA-256', () => {
  it.each(['', 'abc', 'Grüße 🎙'])('of %j equals that of Node', async (text) => {
    const expected = createHash('sha256').update(text).digest('hex');
    expect(await sha256Of(text)).toBe(expected);
    expect(await sha256Of(new TextEncoder().encode(text))).toBe(expected);
  });
});

describe('A fingerprint', () => {
  it('equals a fingerprint that hosts have stored', async () => {
    const asked = [0, 'transcribe', { audio_url: 'https://example.com/a.mp3', speaker_labels: true }];
    expect(await fingerprintOf(asked)).toBe('26523398d78dfce2f62ca1ae68dd62aa3dd73febfb21cff1a0b0165e2d9fbbd0');
  });

  it('is the same for the same input, and different for other input', async () => {
    const asked = { audio_url: 'https://example.com/a.mp3' };
    expect(await fingerprintOf({ ...asked })).toBe(await fingerprintOf(asked));
    expect(await fingerprintOf({ audio_url: 'https://example.com/b.mp3' })).not.toBe(await fingerprintOf(asked));
  });

  it('does not depend on the functions that open files', async () => {
    const file = (open: () => string) => ({ audio_url: { name: 'a.mp3', data: open } });
    expect(await fingerprintOf(file(() => 'a'))).toBe(await fingerprintOf(file(() => 'b')));
  });
});
