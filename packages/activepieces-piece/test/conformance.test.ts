import { type AnyEntry, findEntry, sampleOf, simplified } from '@aai-connectors/core';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { type Adapter, conformance, type Stage } from '@aai-connectors/testkit/conformance';
import type { Scenario } from '@aai-connectors/testkit/scenarios';
import {
  untouchedForm,
  formAnswers,
  startSurroundings,
  type Surroundings,
  loadPiece,
  type Piece,
  packPiece,
} from '@aai-connectors/host-activepieces/emulator';

const folder = mkdtempSync(join(tmpdir(), 'piece-test-'));
let piece: Piece;
let host: Surroundings;

const adapter: Adapter = {
  name: 'The Activepieces piece',
  run: async (scenario, stage) => plain(await ran(scenario, stage), findEntry(scenario.entry)!),
  expected: (entry, result) => simplified(entry, result),
  shown: {
    simple: ran,
    sample(id) {
      const entry = findEntry(id);
      if (entry === undefined) return piece.triggers()[id]!.sampleData;
      // The builder shows no sample of an action. Its schema names the file that the host stores.
      return {
        ...(sampleOf(entry) as object),
        ...(entry.file !== undefined && { file: 'https://files.example.com/1' }),
      };
    },
    events: {
      transcript_ready: (_, transcript_id) =>
        emittedBy('transcript_ready', host.trigger({}, { body: { transcript_id, status: 'completed' } })),
      async new_transcript() {
        const [newest] = (await piece.triggers()['new_transcript']!.test(host.trigger({}))) as readonly unknown[];
        return newest;
      },
    },
  },
};

/** Runs an action in a flow, to its end. */
async function ran({ entry: id, answers }: Scenario, { pass, file }: Stage): Promise<unknown> {
  const action = piece.actions()[id]!;
  const given = id === 'upload_file' ? { file: { filename: 'a.wav', data: file } } : answers;
  const props = { ...untouchedForm(action), ...formAnswers(findEntry(id)!, given) };
  const known = host.calls().length;
  const first = await host.begin(action, props);
  if (!host.isPaused()) return first;
  await pass();
  return host.resume(action, props, host.calls()[known]!);
}

async function emittedBy(trigger: string, context: object): Promise<unknown> {
  const [item] = (await piece.triggers()[trigger]!.run(context)) as readonly unknown[];
  return item;
}

conformance(adapter, async (standIn) => {
  piece = loadPiece(packPiece(folder).file, join(folder, 'empty'));
  host = await startSurroundings({ api_key: standIn.keys[0]!, region: 'us', base_url: standIn.url });
});
afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The file is the host's own. */
const plain = (result: unknown, { file }: AnyEntry): unknown => {
  const { file: _, ...rest } = result as Record<string, unknown>;
  return file === undefined ? result : rest;
};
