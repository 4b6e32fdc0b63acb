import { type AnyEntry, ENTRIES, findEntry, simplified } from '@aai-connectors/core';
import { type Adapter, conformance, type Stage } from '@aai-connectors/testkit/conformance';
import type { Scenario } from '@aai-connectors/testkit/scenarios';
import {
  emittedBy,
  type Engine,
  type NodeRun,
  type Outcome,
  startEngine,
  parametersFor,
  type TriggerCall,
} from '@aai-connectors/host-n8n/emulator';
import type { IDataObject } from 'n8n-workflow';
import { webhookSecretOf } from '../src/credential.ts';
import { findOperation } from '../src/operations.ts';
import { deliveryTo } from './delivery.mts';

let engine: Engine;

const n8n: Adapter = {
  name: 'The n8n node',
  leavesOut: ENTRIES.filter(({ id }) => findOperation(id) === undefined).map(({ id }) => id),
  async run(scenario, stage) {
    const items = await ran(scenario, stage, false);
    return findEntry(scenario.entry)!.list === undefined ? items[0] : items;
  },
  expected: (entry: AnyEntry, result) => {
    const whole = result as Readonly<Record<string, unknown>>;
    if (entry.effect === 'delete') return simplified(entry, result);
    return entry.list === undefined ? result : whole[entry.list];
  },
  shown: {
    async simple(scenario, stage) {
      const items = await ran(scenario, stage, true);
      const { list } = findEntry(scenario.entry)!;
      return list === undefined ? items[0] : { [list]: items };
    },
    events: {
      async transcript_ready(stage, transcript_id) {
        const secret = await webhookSecretOf({ apiKey: stage.standIn.keys[0]! });
        const headers = { 'x-assemblyai-webhook-secret': secret };
        return emitted('assemblyAiTrigger', stage, { body: { transcript_id, status: 'completed' }, headers });
      },
      new_transcript: (stage) => emitted('assemblyAiPollingTrigger', stage),
    },
  },
};

/** Runs an operation in a workflow, to its end. */
async function ran(
  { entry: id, answers, withoutWaiting }: Scenario,
  { pass, file, standIn }: Stage,
  simplify: boolean,
): Promise<unknown[]> {
  const node = engine.types['assemblyAi']!;
  const { options = {}, ...given } = parametersFor(node, findEntry(id)!.resource, id, answers);
  const parameters = {
    ...given,
    options: { ...(options as IDataObject), simplify, stayInStep: 0 },
    ...(withoutWaiting === true && { waiting: 'none' }),
  };
  const binary = id === 'upload_file' ? await engine.binary(file, 'a.wav', 'audio/wav') : undefined;
  const run: NodeRun = {
    type: 'assemblyAi',
    parameters,
    input: [{ json: {}, ...(binary !== undefined && { binary }) }],
  };
  let outcome: Outcome = await engine.run(run);
  if (outcome.status === 'waiting') {
    await pass();
    const answer = await engine.call(run, outcome.data, deliveryTo(outcome, standIn));
    outcome = answer.outcome!;
  }
  if (outcome.error !== undefined) throw outcome.error;
  return outcome.outputs[0]!.map(({ json }) => json);
}

const credentialOf = ({ keys, url }: Stage['standIn']): { apiKey: string; region: string; baseUrl: string } => ({
  apiKey: keys[0]!,
  region: 'us',
  baseUrl: url,
});

async function emitted(type: string, { standIn }: Stage, call?: TriggerCall): Promise<unknown> {
  const [item] = await emittedBy(engine.types[type]!, credentialOf(standIn), call);
  return item?.json;
}

conformance(n8n, async (standIn) => {
  engine = await startEngine({
    packageFolder: new URL('..', import.meta.url).pathname,
    credentialType: 'assemblyAiApi',
    credential: credentialOf(standIn),
  });
});
