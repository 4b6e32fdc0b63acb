import { readFile } from 'node:fs/promises';
import { bodyOf, ENTRIES, exampleInput, type Fields, findEntry, KNOWN, pathOf } from '@aai-connectors/core';
import { recordingPath, type StandIn } from '@aai-connectors/stand-in';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requests } from '../catalogue/endpoints.ts';
import { camelCase } from '../catalogue/endpoint.ts';
import { accepted } from '../catalogue/form-words.ts';
import { lemurEndpoints } from '../catalogue/lemur.ts';
import { makeApp } from '../make/app.ts';
import { DOCUMENTED } from '../make/documented.ts';
import { bodyForm } from '../make/body.ts';
import { modulesOf } from '../make/modules.ts';
import { filled } from './iml.ts';
import { type MakeSettings, runModule } from './make-run.ts';
import { codeProblems } from './make-rules.ts';
import { quickStandIn } from './quick-stand-in.ts';

const lemur = await lemurEndpoints();
const modules = modulesOf(requests(), lemur);
const app = makeApp(requests(), lemur);

/** The parameters of a module from the answers to the catalogue's fields: options are in collections. */
function parametersOf(fields: Fields, input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const parameters: Record<string, unknown> = {};
  const isOn = (feature: string): boolean =>
    Object.values(fields).some((field) => field.layout === 'presence' && pathOf('', field).endsWith(`.${feature}`));
  for (const [key, value] of Object.entries(input)) {
    const field = fields[key]!;
    const path = pathOf(key, field).split('.');
    if (path.length === 1 || field.layout === 'presence') {
      parameters[key] = field.kind === 'json' ? JSON.stringify(value) : value;
      continue;
    }
    const feature = path[2]!;
    const name = path.length === 2 ? path[0]! : isOn(feature) ? `${feature}_options` : feature;
    parameters[name] = { ...(parameters[name] as object), [path.at(-1)!]: value };
  }
  return parameters;
}

describe('the Make app', () => {
  it('has the 15 documented modules under their labels', () => {
    const documented = Object.values(DOCUMENTED).flatMap((group): string[] => Object.values(group));
    expect(documented).toHaveLength(15);
    expect(documented.filter((label) => !modules.some((module) => module.label === label))).toEqual([]);
  });

  it('has a module for every operation with a request', () => {
    const ids = new Set(modules.map(({ id }) => id));
    const missing = ENTRIES.filter(
      ({ id, example }) => example.exchange.length === 1 && id !== 'custom_api_call' && !ids.has(camelCase(id)),
    );
    expect(missing.map(({ id }) => id)).toEqual([]);
  });

  it('follows the documented structure in every block', () => {
    expect(codeProblems(app)).toEqual([]);
  });

  it('lists each module in one group', () => {
    const groups = app['modules/groups.json'] as readonly { readonly modules: readonly string[] }[];
    expect(groups.flatMap((group) => group.modules).toSorted()).toEqual(modules.map(({ id }) => id).toSorted());
  });

  it('writes the same body as the core for any parameters', () => {
    const fields = accepted(findEntry('transcribe')!.params);
    const { body, temp } = bodyForm(fields);
    const samples = Object.entries(fields).filter(([, { example, kind }]) => example !== undefined || kind === 'flag');
    fc.assert(
      fc.property(fc.subarray(samples), (chosen) => {
        const input = Object.fromEntries(chosen.map(([key, { example }]) => [key, example ?? true]));
        // A form sends a field only while the switch that shows it is on.
        for (const [key, { showWhen = {} }] of chosen)
          if (key in input)
            for (const [other, value] of Object.entries(showWhen)) if (value === true) input[other] = true;
        const scope = { parameters: parametersOf(fields, input), temp: {} };
        const made = filled(body, { ...scope, temp: filled(temp, scope) as object });
        expect(made).toEqual(bodyOf(fields, input));
      }),
      { numRuns: 200, seed: 7 },
    );
  });
});

describe('the modules of the Make app', () => {
  let standIn: StandIn;
  let settings: MakeSettings;
  let transcriptId: string;
  const run = (id: string, parameters: Readonly<Record<string, unknown>>): Promise<readonly unknown[]> =>
    runModule(modules.find((module) => module.id === id)!.communication, parameters, settings);

  const withId = (body: unknown): unknown =>
    JSON.parse(JSON.stringify(body).replaceAll(KNOWN.transcriptId, transcriptId));

  beforeAll(async () => {
    standIn = await quickStandIn();
    settings = {
      base: app['general/base.iml.json'] as MakeSettings['base'],
      connection: { apiKey: standIn.keys[0], region: 'assemblyai.com' },
      url: standIn.url,
    };
    const [transcript] = (await run('transcribe', {
      audio_url: standIn.audio['dialogue'],
      wait_until_ready: true,
      speaker_labels: true,
      redact_pii: true,
      redact_pii_policies: ['person_name'],
      redact_pii_audio: true,
    })) as readonly [{ readonly id: string; readonly status: string }];
    expect(transcript.status).toBe('completed');
    transcriptId = transcript.id;
  });
  afterAll(() => standIn.close());

  it.each(
    requests()
      .map(({ id }) => id)
      .filter((id) => !['transcribe', 'upload_file', 'delete_transcript'].includes(id) && !id.startsWith('lemur')),
  )('sends the documented request of %s', async (id) => {
    const entry = findEntry(id)!;
    const input = exampleInput(entry, { transcriptId });
    const before = standIn.requests().length;
    await run(camelCase(id), { limit: 10, ...parametersOf(entry.params, input) });
    const [exchange] = entry.example.exchange;
    const { status, method, body } = standIn.requests()[before]!;
    expect({ status, method, body }).toEqual({
      status: 200,
      method: exchange?.method,
      body: exchange?.body === undefined ? undefined : withId(exchange.body),
    });
  });

  it('uploads a file and transcribes it without waiting', async () => {
    const data = new Uint8Array(await readFile(recordingPath('dialogue.wav')));
    const [{ upload_url }] = (await run('uploadFile', { data })) as readonly [{ readonly upload_url: string }];
    const [queued] = await run('transcribe', { audio_url: upload_url, wait_until_ready: false });
    expect(queued).toMatchObject({ status: 'queued' });
    const [finished] = await run('waitForTranscript', { transcript_id: (queued as { readonly id: string }).id });
    expect(finished).toMatchObject({ status: 'completed' });
  });

  it('sends LeMUR requests, and a request of the user', async () => {
    const [{ request_id }] = (await run('lemurTask', {
      prompt: 'List it.',
      transcript_ids: [transcriptId],
    })) as readonly [{ readonly request_id: string }];
    expect(await run('lemurGetResponse', { request_id })).toMatchObject([{ request_id }]);
    expect(await run('lemurPurge', { request_id })).toMatchObject([{ deleted: true }]);
  });

  it('deletes a transcript', async () => {
    expect(await run('deleteTranscript', { transcript_id: transcriptId })).toMatchObject([{ id: transcriptId }]);
  });
});
