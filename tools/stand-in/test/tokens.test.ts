import { describe, expect, it } from 'vitest';
import { session } from './support.ts';

describe('a temporary token', () => {
  it('comes with its lifetime', async () => {
    const { call } = await session();
    const { json } = await call('GET', '/v3/token?expires_in_seconds=60&max_session_duration_seconds=600');
    expect(json).toEqual({ token: expect.stringMatching(/^stand-in-/) as string, expires_in_seconds: 60 });
  });

  it.each([
    ['', 'expires_in_seconds', 'Field required'],
    ['expires_in_seconds=0', 'expires_in_seconds', 'must be between 1 and 600'],
    ['expires_in_seconds=601', 'expires_in_seconds', 'must be between 1 and 600'],
    ['expires_in_seconds=1.5', 'expires_in_seconds', 'must be an Integer'],
    [
      'expires_in_seconds=60&max_session_duration_seconds=59',
      'max_session_duration_seconds',
      'must be between 60 and 10800',
    ],
  ])('is refused for %j, in the shape of the live service', async (query, name, msg) => {
    const { call } = await session();
    const { status, json } = await call('GET', `/v3/token?${query}`);
    expect([status, json]).toEqual([422, { detail: [{ type: 'value_error', loc: ['query', name], msg }] }]);
  });
});
