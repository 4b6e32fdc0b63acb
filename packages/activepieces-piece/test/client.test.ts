import { expect, it } from 'vitest';
import { connectionOf } from '../src/lib/client.ts';
import { secretsOf } from '../src/lib/secrets.ts';

const KEY = '0123456789abcdef0123456789abcdef';

it('takes a connection of the first AssemblyAI piece, which has only a key', () => {
  expect(connectionOf({ secret_text: KEY })).toEqual({ api_key: KEY });
});

it('takes all values of a connection', () => {
  const props = { api_key: KEY, region: 'eu', lemur: true };
  expect(connectionOf({ props })).toEqual(props);
});

it.each([{ secret_text: ` ${KEY} ` }, { props: { api_key: ` ${KEY} ` } }])('keeps the key of %j secret', (auth) => {
  expect(secretsOf({ auth })).toEqual([KEY]);
});
