import { pathOf } from '@aai-connectors/core';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { endpoints } from '../catalogue/endpoints.ts';
import { accepted } from '../catalogue/form-words.ts';
import { apiDefinition, apiProperties } from '../power-automate/definition.ts';
import { DOCUMENTED } from '../power-automate/documented.ts';
import { pollingFlow, webhookReceiveFlow, webhookSubmitFlow } from '../power-automate/flows.ts';
import { definitionProblems, propertiesProblems } from './power-automate-rules.ts';
import { flowProblems } from './flow-rules.ts';

const all = await endpoints();
const definition = apiDefinition(all) as Parameters<typeof definitionProblems>[0];
const properties = apiProperties(all) as Parameters<typeof propertiesProblems>[0];
const operations = Object.values(definition.paths).flatMap((methods) => Object.values(methods));

describe('the Power Automate connector', () => {
  it('is valid Swagger 2.0', async () => {
    expect(await new Validator().validate({ ...structuredClone(definition) })).toMatchObject({ valid: true });
  });

  it('follows the rules of custom connectors', () => {
    expect(definitionProblems(definition)).toEqual([]);
    expect(
      propertiesProblems(
        properties,
        operations.map(({ operationId }) => operationId),
      ),
    ).toEqual([]);
  });

  it('has the 13 documented actions under their titles and ids', () => {
    expect(Object.keys(DOCUMENTED)).toHaveLength(13);
    for (const { operationId, summary } of Object.values(DOCUMENTED))
      expect(operations).toContainEqual(expect.objectContaining({ operationId, summary }));
  });

  it('has what the certified connector lacks: parameters of today, understanding, and the gateway', () => {
    const ids = operations.map(({ operationId }) => operationId);
    expect(ids).toEqual(expect.arrayContaining(['UnderstandTranscript', 'LlmChat', 'CreateStreamingToken']));
    const transcribe = operations.find(({ operationId }) => operationId === 'CreateTranscript');
    const body = transcribe?.parameters.find((one) => one.in === 'body')?.schema?.properties ?? {};
    const { fields } = all.find(({ id }) => id === 'transcribe')!;
    const wanted = Object.entries(accepted(fields)).flatMap(([key, field]) =>
      field.layout === 'merge' ? [] : [pathOf(key, field).split('.')[0]!],
    );
    expect(wanted.filter((name) => body[name] === undefined)).toEqual([]);
    expect(Object.keys(body)).not.toContain('word_boost');
  });

  it('sends no default that nobody chose', () => {
    expect(JSON.stringify(definition.paths)).not.toContain('"default":"');
  });

  it.each([
    ['polling', pollingFlow],
    ['webhook, submit', webhookSubmitFlow],
    ['webhook, receive', webhookReceiveFlow],
  ])('has a recipe whose actions and parameters exist: %s', (_, flow) => {
    expect(flowProblems(flow, operations)).toEqual([]);
  });

  it('finds a mistake in a recipe', () => {
    const wrong = JSON.parse(
      JSON.stringify(pollingFlow).replace('body/audio_url', 'body/audio').replace('Check_Transcript', 'Check'),
    ) as unknown;
    expect(flowProblems(wrong, operations)).toEqual([
      'There is no step Check_Transcript',
      'Transcribe_Audio: there is no parameter body/audio',
      'Set_transcript_status: runs after Check_Transcript, which is not in the same place',
    ]);
  });
});
