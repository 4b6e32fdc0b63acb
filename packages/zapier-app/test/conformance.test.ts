import { findEntry, simplified } from '@aai-connectors/core';
import { afterAll } from 'vitest';
import { type Adapter, conformance, type Stage } from '@aai-connectors/testkit/conformance';
import type { Scenario } from '@aai-connectors/testkit/scenarios';
import {
  type BuiltApp,
  builtApp,
  formAnswers,
  type Platform,
  startPlatform,
} from '@aai-connectors/host-zapier/emulator';

const closing: (() => unknown)[] = [];
let platform: Platform;
let built: BuiltApp;

const app: Adapter = {
  name: 'The Zapier app',
  takesFiles: true,
  leavesOut: ['lemur_get_response', 'lemur_purge', 'create_streaming_token', 'custom_api_call'],
  async run(scenario, stage) {
    const { list } = findEntry(scenario.entry)!;
    const results = await ran(scenario, stage);
    return isSearch(scenario.entry) && list === undefined ? one(results) : plain(results);
  },
  expected(entry, result) {
    const simple = simplified(entry, result) as Record<string, unknown>;
    return entry.list === undefined ? simple : (simple[entry.list] ?? []);
  },
  shown: {
    async simple(scenario, stage) {
      const results = await ran(scenario, stage);
      return isSearch(scenario.entry) ? one(results) : results;
    },
    sample: (id) => (built.searches[id] ?? built.creates[id] ?? built.triggers[id])!.operation.sample,
    events: {
      async new_transcript(_, transcriptId) {
        const { results } = await platform.run('triggers.new_transcript.operation.perform');
        const item = (results as readonly Readonly<Record<string, unknown>>[]).find(({ id }) => id === transcriptId)!;
        return { ...item, transcript: await platform.fetched(item['transcript']) };
      },
    },
  },
};

const isSearch = (id: string): boolean => id in built.searches;

/** Runs an operation in an active Zap to its end. */
async function ran({ entry: id, answers, withoutWaiting, fileIn }: Scenario, { pass, file }: Stage): Promise<unknown> {
  const entry = findEntry(id)!;
  const given = id === 'upload_file' ? { file: platform.hold(file) } : answers;
  const inputData = {
    ...formAnswers(entry, given),
    // Each field that takes links and files is two here.
    ...(fileIn !== undefined && { [fileIn.replace('_url', '_file')]: platform.hold(file) }),
    ...(withoutWaiting === true && { wait: 'false' }),
  };
  const place = `${isSearch(id) ? 'searches' : 'creates'}.${id}.operation`;
  const first = await platform.run(`${place}.perform`, { inputData });
  if (first.status !== 'CALLBACK') return first.results;
  const known = platform.calls().length;
  await pass();
  const bundle = { inputData, outputData: first.results, ...platform.calls()[known]! };
  return (await platform.run(`${place}.performResume`, bundle)).results;
}

conformance(app, async (standIn) => {
  built = await builtApp();
  platform = await startPlatform(built, standIn);
  closing.push(() => platform.close());
});
afterAll(async () => {
  for (const close of closing) await close();
});

const one = (results: unknown): unknown => (results as readonly unknown[])[0];

/** A result without its files, which are promises of the host. */
function plain(results: unknown): unknown {
  if (typeof results !== 'object' || results === null || Array.isArray(results)) return results;
  return Object.fromEntries(Object.entries(results).filter(([, value]) => !String(value).startsWith('hydrate|||')));
}
