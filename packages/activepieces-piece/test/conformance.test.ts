import { type AnyEntry, findEntry, simplified } from '@aai-connectors/core';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { type Adapter, conformance } from '@aai-connectors/testkit/conformance';
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
  async run({ entry: id, answers, withoutWaiting }, { pass, file }) {
    const entry = findEntry(id)!;
    const action = piece.actions()[id]!;
    const given = id === 'upload_file' ? { file: { filename: 'a.wav', data: file } } : answers;
    const props = {
      ...untouchedForm(action),
      ...formAnswers(entry, given),
      ...(withoutWaiting && { wait_until_ready: false }),
    };
    const known = host.calls().length;
    const first = await host.begin(action, props);
    if (!host.isPaused()) return plain(first, entry);
    await pass();
    return plain(await host.resume(action, props, host.calls()[known]!), entry);
  },
  expected: (entry, result) => simplified(entry.output, result),
};

conformance(adapter, async (standIn) => {
  piece = loadPiece(packPiece(folder).file, join(folder, 'empty'));
  host = await startSurroundings({ api_key: standIn.keys[0]!, region: 'us', base_url: standIn.url });
});
afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The result without the URL of the file, which the platform makes. */
const plain = (result: unknown, { file }: AnyEntry): unknown => {
  const { file: _, ...rest } = result as Record<string, unknown>;
  return file === undefined ? result : rest;
};
