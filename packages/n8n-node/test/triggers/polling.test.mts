import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { findEvent } from '../../src/core.ts';
import { poll } from '../../src/triggers/polling.ts';

const event = findEvent('new_transcript')!;

/** A service with these transcripts, newest first, and a host that keeps `memory` with the workflow. */
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
  it('takes note of what is there first, and tells what comes, oldest first, once', async () => {
    const memory = {};
    expect(await textsOf(pollOnce(['b', 'a'], memory))).toEqual([]);
    expect(await textsOf(pollOnce(['d', 'c', 'b', 'a'], memory))).toEqual(['Text of c', 'Text of d']);
    expect(await textsOf(pollOnce(['d', 'c', 'b', 'a'], restarted(memory)))).toEqual([]);
  });

  it('tells the first transcript of an account that was empty', async () => {
    const memory = {};
    expect(await textsOf(pollOnce([], memory))).toEqual([]);
    expect(await textsOf(pollOnce(['a'], restarted(memory)))).toEqual(['Text of a']);
  });

  it('tells later what could not be read now', async () => {
    const memory = {};
    await pollOnce([], memory);
    await expect(pollOnce(['a'], memory, 'trigger', 'a')).rejects.toThrow();
    expect(await textsOf(pollOnce(['a'], memory))).toEqual(['Text of a']);
  });

  it('shows the newest to a person who tries it out, and notes nothing', async () => {
    const memory = {};
    expect(await textsOf(pollOnce(['b', 'a'], memory, 'manual'))).toEqual(['Text of b']);
    expect(memory).toEqual({});
  });
});
