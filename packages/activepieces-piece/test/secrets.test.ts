import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Part, startSurroundings } from '@aai-connectors/host-activepieces/emulator';
import { ENTRIES, exampleInput, findEntry, redactData } from '../src/lib/core.ts';
import { AUDIO, useStage } from './stage.ts';

const FAULTS = ['echo-key-body', 'echo-key-header', 'echo-key-status'] as const;

const stage = useStage();

/** Valid in a header, and long enough not to be part of other text. */
const keys = fc
  .array(fc.integer({ min: 0x21, max: 0x7e }), { minLength: 8, maxLength: 48 })
  .map((codes) => String.fromCharCode(...codes));

const VALIDATE = 'validate';
const TRIGGERS = ['new_transcript', 'transcript_ready'];
const operations = ENTRIES.map(({ id }) => id).filter((id) => id !== 'upload_file');

it('shows no API key that the service echoes, in any action, trigger or connection', async () => {
  const connection: Record<string, unknown> = { ...stage.connection() };
  const host = await startSurroundings(connection);
  const shownBy = (work: Promise<unknown>): Promise<string> =>
    work.then(
      (result) => JSON.stringify(result) ?? '',
      (error: unknown) => inspect(error, { depth: 12, showHidden: true }) + (error as Error).message,
    );
  const run = (name: string): Promise<unknown> => {
    if (name === VALIDATE) return stage.piece.auth.validate({ auth: connection });
    const trigger = stage.piece.triggers()[name] as Part | undefined;
    if (trigger !== undefined) return trigger.test(host.trigger({}));
    return host.begin(stage.piece.actions()[name]!, exampleInput(findEntry(name)!, {}));
  };
  await fc.assert(
    fc.asyncProperty(
      keys,
      fc.constantFrom(...FAULTS),
      fc.constantFrom(VALIDATE, ...TRIGGERS, ...operations),
      async (apiKey, fault, name) => {
        connection['api_key'] = apiKey;
        stage.standIn.control.clear();
        stage.standIn.control.add({ fault, times: 20 });
        const shown = await shownBy(run(name));
        expect(redactData(shown, [apiKey])).toBe(shown);
        expect(shown).not.toContain(JSON.stringify(apiKey).slice(1, -1));
      },
    ),
    { numRuns: 150 },
  );
  stage.standIn.control.clear();
  await host.close();
}, 120_000);

it('shows no webhook secret that the service echoes, of the step or of a person', async () => {
  const secrets: string[] = [];
  const echo = createServer((request, response) => {
    void text(request).then((body) => {
      secrets.push((JSON.parse(body) as Record<string, string>)['webhook_auth_header_value']!);
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: `Cannot use ${secrets.at(-1)!}` }));
    });
  });
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
  const base_url = `http://127.0.0.1:${(echo.address() as AddressInfo).port}`;
  const host = await startSurroundings({ ...stage.connection(), base_url });
  const settings = {
    webhook_url: 'https://example.com/hook',
    webhook_auth_header_name: 'X-A',
    webhook_auth_header_value: 'the-secret-of-a-person',
  };
  const ownWebhook = { wait_until_ready: false, more_settings: ['delivery'], settings };
  for (const answers of [{}, ownWebhook]) {
    const failure = await host
      .begin(stage.transcribe, { audio_url: AUDIO, ...answers })
      .catch((error: unknown) => error);
    const shown = inspect(failure, { depth: 9, showHidden: true });
    expect(shown).toContain('Cannot use [redacted]');
    expect(shown).not.toContain(secrets.at(-1)!);
  }
  expect(secrets).toHaveLength(2);
  await host.close();
  await new Promise((resolve) => echo.close(resolve));
});
