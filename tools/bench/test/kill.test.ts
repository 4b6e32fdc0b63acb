import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runScenario, type Scenario } from '../kill/scenario.ts';
import { createWorld } from '../kill/world.ts';

describe('a process that is killed while it loads recordings', () => {
  const cases: readonly Omit<Scenario, 'seed'>[] = [
    { store: 'file', files: 24, processes: 1, kills: 2 },
    { store: 'file', files: 24, processes: 2, kills: 1 },
    { store: 'base-store', files: 16, processes: 2, kills: 1 },
  ];
  it.each(cases)('starts each job once and loads every document: %o', async (scenario) => {
    const outcome = await runScenario({ ...scenario, seed: 7 });
    expect(outcome).toMatchObject({ kills: scenario.kills, jobs: scenario.files, paidTwice: 0, lost: 0, failures: [] });
  });
});

it('counts a recording as billed twice if it was uploaded and submitted twice', async () => {
  const world = await createWorld(3);
  try {
    const { AssemblyAILoader } = await import('@aai-connectors/langchain');
    for (const name of ['one', 'other']) {
      const store = join(world.folder, name);
      const connection = { baseUrl: world.standIn.hosts.api, apiKey: world.standIn.keys[0]! };
      await new AssemblyAILoader({ ...connection, sources: world.sources.slice(0, 2), store }).load();
    }
    expect([...world.jobs().values()]).toEqual([2, 2, 0]);
  } finally {
    await world.close();
  }
});
