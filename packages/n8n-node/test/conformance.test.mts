import { type AnyEntry, ENTRIES, findEntry } from '@aai-connectors/core';
import { type Adapter, conformance } from '@aai-connectors/testkit/conformance';
import { type Engine, type NodeRun, type Outcome, startEngine, parametersFor } from '@aai-connectors/host-n8n/emulator';
import type { IDataObject } from 'n8n-workflow';
import { findOperation } from '../src/operations.ts';

let engine: Engine;

const n8n: Adapter = {
  name: 'The n8n node',
  leavesOut: ENTRIES.filter(({ id }) => findOperation(id) === undefined).map(({ id }) => id),
  async run({ entry: id, answers, withoutWaiting }, { pass, file }) {
    const entry = findEntry(id)!;
    const node = engine.types['assemblyAi']!;
    const { options = {}, ...given } = parametersFor(node, entry.resource, id, answers);
    const parameters = {
      ...given,
      options: { ...(options as IDataObject), simplify: false },
      ...(withoutWaiting === true && { waiting: 'none' }),
    };
    const binary = id === 'upload_file' ? await engine.binary(file, 'a.wav', 'audio/wav') : undefined;
    const run: NodeRun = {
      type: 'assemblyAi',
      parameters,
      input: [{ json: {}, ...(binary !== undefined && { binary }) }],
    };
    let outcome: Outcome = await engine.run(run);
    while (outcome.status === 'waiting') {
      await pass();
      outcome = await engine.resume(run, structuredClone(outcome.data));
    }
    if (outcome.error !== undefined) throw outcome.error;
    const items = outcome.outputs[0]!.map(({ json }) => json);
    return entry.list === undefined ? items[0] : items;
  },
  expected: (entry: AnyEntry, result) => {
    const whole = result as Readonly<Record<string, unknown>>;
    if (entry.effect === 'delete') return { ...(whole['id'] !== undefined && { id: whole['id'] }), deleted: true };
    return entry.list === undefined ? result : whole[entry.list];
  },
};

conformance(n8n, async (standIn) => {
  engine = await startEngine({
    packageFolder: new URL('..', import.meta.url).pathname,
    credentialType: 'assemblyAiApi',
    credential: { apiKey: standIn.keys[0]!, region: 'us', baseUrl: standIn.url },
  });
});
