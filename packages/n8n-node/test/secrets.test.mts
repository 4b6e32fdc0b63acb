import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { inspect } from 'node:util';
import fc from 'fast-check';
import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type StandIn, startStandIn } from '@aai-connectors/stand-in';
import { type Engine, parametersFor, startEngine } from '@aai-connectors/host-n8n/emulator';
import { exampleInput } from '../src/core.ts';
import { findOperation, OPERATIONS } from '../src/operations.ts';

const FAULTS = ['echo-key-body', 'echo-key-header', 'echo-key-status'] as const;

let standIn: StandIn;
let engine: Engine;
/** n8n decrypts the credential for each run. */
const credential: IDataObject = { region: 'us' };

beforeAll(async () => {
  standIn = await startStandIn({ clock: 'manual' });
  credential['baseUrl'] = standIn.url;
  engine = await startEngine({
    packageFolder: new URL('..', import.meta.url).pathname,
    credentialType: 'assemblyAiApi',
    credential,
  });
}, 60_000);
afterAll(() => standIn.close());

/** Keys that a header can contain, long enough not to occur in other text by chance. */
const keys = fc
  .array(fc.integer({ min: 0x21, max: 0x7e }), { minLength: 8, maxLength: 48 })
  .map((codes) => String.fromCharCode(...codes));

/** Operations that send a request for their example. */
const operations = fc.constantFrom(...OPERATIONS.map(({ id }) => id).filter((id) => id !== 'upload_file'));

it('shows no API key that AssemblyAI echoes, in any operation', async () => {
  await fc.assert(
    fc.asyncProperty(
      keys,
      fc.constantFrom(...FAULTS),
      operations,
      fc.constantFrom('stopWorkflow' as const, 'continueRegularOutput' as const, 'continueErrorOutput' as const),
      async (apiKey, fault, id, onError) => {
        const entry = findOperation(id)!;
        credential['apiKey'] = apiKey;
        standIn.control.clear();
        standIn.control.add({ fault, times: 20 });
        const input = exampleInput(entry, {}) as Record<string, unknown>;
        const parameters = parametersFor(engine.types['assemblyAi']!, entry.resource, entry.id, input);
        const { error, data, hints } = await engine.run({ type: 'assemblyAi', parameters, onError });
        const shown = [inspect(error, { depth: 12, showHidden: true }), JSON.stringify(data), hints.join()].join('\n');
        expect(shown).not.toContain(apiKey);
        expect(shown).not.toContain(encodeURIComponent(apiKey));
        expect(shown).not.toContain(JSON.stringify(apiKey).slice(1, -1));
      },
    ),
    { numRuns: 150 },
  );
}, 120_000);

it('shows no webhook secret that AssemblyAI echoes', async () => {
  const secrets: string[] = [];
  const echo = createServer((request, response) => {
    void text(request).then((body) => {
      secrets.push((JSON.parse(body) as Record<string, string>)['webhook_auth_header_value']!);
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: `Cannot use ${secrets.at(-1)!}` }));
    });
  });
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
  credential['apiKey'] = standIn.keys[0]!;
  credential['baseUrl'] = `http://127.0.0.1:${(echo.address() as AddressInfo).port}`;
  const ofPerson = {
    webhook_url: 'https://example.com/hook',
    webhook_auth_header_name: 'X-A',
    webhook_auth_header_value: 'the-secret-of-a-person',
  };
  for (const more of [{}, { waiting: 'none', options: ofPerson }]) {
    const { error } = await engine.run({
      type: 'assemblyAi',
      parameters: {
        resource: 'transcript',
        operation: 'transcribe',
        audio_url_source: 'url',
        audio_url: 'https://example.com/a.mp3',
        ...more,
      },
    });
    const { message, description, messages, stack, cause } = error as NodeApiError;
    const shown = inspect([message, description, messages, stack, cause], { depth: 9 });
    expect(shown).toContain('Cannot use [redacted]');
    expect(shown).not.toContain(secrets.at(-1)!);
  }
  expect(secrets).toHaveLength(2);
  await new Promise((resolve) => echo.close(resolve));
});
