import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactData, REDACTED } from '../src/index.ts';

const KEY = '0123456789abcdef0123456789abcdef';

describe('Data that a host passes on', () => {
  it('contains no secret, in texts, in names or encoded', () => {
    const data = { said: `the key ${KEY}`, [KEY]: [{ link: `https://a.b/?x=${encodeURIComponent('a secret/b')}` }] };
    expect(redactData(data, [KEY, 'a secret/b'])).toEqual({
      said: `the key ${REDACTED}`,
      [REDACTED]: [{ link: `https://a.b/?x=${REDACTED}` }],
    });
  });

  it('keeps signed links without secrets', () => {
    const data = { url: 'https://bucket.example.com/a.mp3?X-Amz-Signature=0a1b2c&token=t' };
    expect(redactData(data, ['a-secret'])).toBe(data);
  });

  it('is the same object if it contains no secret', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (data) => {
        expect(redactData(data, [KEY])).toBe(data);
      }),
    );
  });

  it('never contains a secret, wherever it was', () => {
    const node = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        fc.string(),
        fc.string().map((text) => text + KEY + text),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.constantFrom('a', `x${KEY}`, 'b'), tie('value'), { maxKeys: 3 }),
      ),
    })).value;
    fc.assert(
      fc.property(node, (data) => {
        expect(JSON.stringify(redactData(data, [KEY]))).not.toContain(KEY);
      }),
    );
  });

  it('keeps other objects unchanged, and stops at cycles', () => {
    const date = new Date(0);
    expect(redactData({ date }, [KEY])).toEqual({ date });
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    expect(() => redactData(cycle, [KEY])).not.toThrow();
  });
});
