import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordingPath, type StandIn } from '@aai-connectors/stand-in';
import newman, { type NewmanRunSummary } from 'newman';
import { RECORDING } from './collection.ts';

/** The result of one run of the collection. */
export interface CollectionRun {
  /** Names of the requests, in the order in which they were sent. */
  readonly requests: readonly string[];
  readonly assertions: number;
  /** One line for each failure: the request, and what went wrong. */
  readonly failures: readonly string[];
}

/** Runs a collection with Newman against a stand-in. */
export async function runCollection(collection: object, standIn: StandIn): Promise<CollectionRun> {
  const folder = await mkdtemp(join(tmpdir(), 'newman-'));
  try {
    await copyFile(recordingPath('dialogue.wav'), join(folder, RECORDING));
    const { url, keys } = standIn;
    const [apiKey = ''] = keys;
    const variables = { apiKey, poll_ms: '50', api_url: url, llm_url: url, streaming_url: url, sync_url: url };
    const summary = await run({
      collection,
      envVar: Object.entries(variables).map(([key, value]) => ({ key, value })),
      workingDir: folder,
      timeoutRequest: 30_000,
    });
    const { executions, failures } = summary.run;
    return {
      requests: executions.map(({ item }) => item.name),
      assertions: summary.run.stats.assertions.total ?? 0,
      failures: failures.map(({ source, error }) => `${source?.name ?? 'Collection'}: ${error.message}`),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const run = (options: newman.NewmanRunOptions): Promise<NewmanRunSummary> =>
  new Promise((resolve, reject) => {
    newman.run(options, (error, summary) => {
      if (error === null) resolve(summary);
      else reject(error);
    });
  });
