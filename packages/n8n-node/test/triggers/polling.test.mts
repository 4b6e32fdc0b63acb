import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { findEvent } from '../../src/core.ts';
import { poll } from '../../src/triggers/polling.ts';

const event = findEvent('new_transcript')!;

/** An API with these transcripts, newest first, and a host that stores `memory` with the workflow. */
function pollOnce(ids: readonly string[], memory: IDataObject, mode = 'trigger', broken = ''): ReturnType<typeof poll> {
  const item = (id: string): object => ({
    id,
    status: 'completed',
    audio_url: 'https://a.b/c.mp3',
    created: '2026-01-01T00:00:00',
    text: `Text of ${id}`,
  });
  const host = {
    getMode: () => mode,
    getNode: () => ({
      name: 'AssemblyAI Polling Trigger',
      type: 't',
      typeVersion: 1,
      parameters: {},
      id: '1',
      position: [0, 0],
    }),
    getNodeParameter: (_: string, otherwise: unknown) => otherwise,
    getWorkflowStaticData: () => memory,
    getCredentials: () => Promise.resolve({ region: 'us' }),
    helpers: {
      httpRequestWithAuthentication: (_: string, { url }: { url: string }) => {
        const { pathname } = new URL(url);
        const id = pathname.split('/')[3];
        const body = id === undefined ? { transcripts: ids.map(item), page_details: {} } : item(id);
        const statusCode = id === broken ? 404 : 200;
        return Promise.resolve({
          statusCode,
          headers: {},
          body: JSON.stringify(statusCode === 200 ? body : { error: 'gone' }),
        });
      },
    },
  };
  return poll(host as unknown as IPollFunctions, event);
}

const textsOf = async (work: ReturnType<typeof poll>): Promise<unknown[]> =>
  (await work)?.[0]?.map(({ json }) => json['text']) ?? [];
const restarted = (memory: IDataObject): IDataObject => JSON.parse(JSON.stringify(memory)) as IDataObject;

describe('The polling trigger', () => {
  it('stores what exists at first, and emits each new transcript once, oldest first', async () => {
    const memory = {};
    expect(await textsOf(pollOnce(['b', 'a'], memory))).toEqual([]);
    expect(await textsOf(pollOnce(['d', 'c', 'b', 'a'], memory))).toEqual(['Text of c', 'Text of d']);
    expect(await textsOf(pollOnce(['d', 'c', 'b', 'a'], restarted(memory)))).toEqual([]);
  });

  it('emits the first transcript of an empty account', async () => {
    const memory = {};
    expect(await textsOf(pollOnce([], memory))).toEqual([]);
    expect(await textsOf(pollOnce(['a'], restarted(memory)))).toEqual(['Text of a']);
  });

  it('emits a transcript that could not be read with the next poll', async () => {
    const memory = {};
    await pollOnce([], memory);
    await expect(pollOnce(['a'], memory, 'trigger', 'a')).rejects.toThrow();
    expect(await textsOf(pollOnce(['a'], memory))).toEqual(['Text of a']);
  });

  it('returns the newest transcript for a test, and stores nothing', async () => {
    const memory = {};
    expect(await textsOf(pollOnce(['b', 'a'], memory, 'manual'))).toEqual(['Text of b']);
    expect(memory).toEqual({});
  });
});
