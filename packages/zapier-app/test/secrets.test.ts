import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type StandIn, startStandIn } from '@aai-connectors/stand-in';
import { builtApp, type Platform, startPlatform } from '@aai-connectors/host-zapier/emulator';
import { EVENTS, exampleInput, findEntry, redactData } from '../src/core.ts';
import { OPERATIONS } from '../src/operations.ts';

const FAULTS = ['echo-key-body', 'echo-key-header', 'echo-key-status'] as const;

let standIn: StandIn;
let platform: Platform;

beforeAll(async () => {
  standIn = await startStandIn({ clock: 'manual' });
  platform = await startPlatform(await builtApp(), standIn);
}, 60_000);
afterAll(async () => {
  await platform.close();
  await standIn.close();
});

/** Keys that a header can contain, long enough not to be part of other text. */
const keys = fc
  .array(fc.integer({ min: 0x21, max: 0x7e }), { minLength: 8, maxLength: 48 })
  .map((codes) => String.fromCharCode(...codes));

/** The functions of the app that call the API, with the operation whose example they use. */
const methods = fc.constantFrom(
  ['authentication.test', undefined] as const,
  ...EVENTS.filter(({ delivery }) => delivery === 'polling').map(
    ({ id }) => [`triggers.${id}.operation.perform`, undefined] as const,
  ),
  ...OPERATIONS.filter(({ id }) => id !== 'upload_file').map((entry) => {
    const isSearch = entry.kind === 'operation' && (entry.reads === 'one' || entry.reads === 'many');
    return [`${isSearch ? 'searches' : 'creates'}.${entry.id}.operation.perform`, entry.id] as const;
  }),
);

it('shows no key that the service echoes, in any function, for any key', async () => {
  await fc.assert(
    fc.asyncProperty(keys, fc.constantFrom(...FAULTS), methods, async (api_key, fault, [method, id]) => {
      standIn.control.clear();
      standIn.control.add({ fault, times: 20 });
      const inputData = id === undefined ? {} : (exampleInput(findEntry(id)!, {}) as Record<string, unknown>);
      const shown = await platform.run(method, { authData: { api_key, region: 'us' }, inputData }).then(
        ({ results }) => JSON.stringify(results),
        (error: unknown) => inspect(error, { depth: 12, showHidden: true }) + (error as Error).message,
      );
      expect(redactData(shown, [api_key])).toBe(shown);
      expect(shown).not.toContain(JSON.stringify(api_key).slice(1, -1));
    }),
    { numRuns: 150 },
  );
}, 120_000);

it('shows no webhook secret of the step or the user that the service echoes', async () => {
  const secrets: string[] = [];
  const echo = createServer((request, response) => {
    void text(request).then((body) => {
      secrets.push((JSON.parse(body) as Record<string, string>)['webhook_auth_header_value']!);
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: `Cannot use ${secrets.at(-1)!}` }));
    });
  });
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(echo.address() as AddressInfo).port}`;
  const other = await startPlatform(await builtApp(), { ...standIn, url });
  const ofUser = {
    wait: 'false',
    webhook_url: 'https://example.com/hook',
    webhook_auth_header_name: 'X-A',
    webhook_auth_header_value: 'the-secret-of-the-user',
  };
  for (const answers of [{}, ofUser]) {
    const inputData = { audio_url: 'https://example.com/a.mp3', ...answers };
    const failure = await other
      .run('creates.transcribe.operation.perform', { inputData })
      .catch((error: unknown) => error);
    const shown = inspect(failure, { depth: 9, showHidden: true });
    expect(shown).toContain('Cannot use [redacted]');
    expect(shown).not.toContain(secrets.at(-1)!);
  }
  expect(secrets).toHaveLength(2);
  await other.close();
  await new Promise((resolve) => echo.close(resolve));
});
