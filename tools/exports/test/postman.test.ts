import { describe, expect, it } from 'vitest';
import { endpoints } from '../catalogue/endpoints.ts';
import { postmanCollection, postmanEnvironment } from '../postman/collection.ts';
import { DOCUMENTED } from '../postman/documented.ts';
import { runCollection } from '../postman/run.ts';
import { quickStandIn } from './quick-stand-in.ts';

interface Collection {
  readonly item: readonly { readonly name: string; readonly item: readonly { readonly name: string }[] }[];
  readonly variable: readonly { readonly key: string; readonly value: string }[];
}

const all = await endpoints();
const collection = (await postmanCollection(all)) as Collection;

describe('the Postman collection', () => {
  it('has the 12 documented requests in their folders', () => {
    const documented = Object.entries(DOCUMENTED).map(([folder, names]): [string, string[]] => [
      folder,
      Object.values(names),
    ]);
    expect(documented.flatMap(([, names]) => names)).toHaveLength(12);
    for (const [folder, names] of documented) {
      const there = collection.item.find(({ name }) => name === folder)?.item.map(({ name }) => name);
      expect(there, folder).toEqual(expect.arrayContaining(names));
    }
  });

  it('contains no API key', () => {
    expect(collection.variable).toContainEqual(expect.objectContaining({ key: 'apiKey', value: '' }));
  });

  it('runs in Newman without a failure, each request at least once', async () => {
    const standIn = await quickStandIn();
    try {
      const { requests, assertions, failures } = await runCollection(collection, standIn);
      expect(failures).toEqual([]);
      expect(new Set(requests)).toEqual(new Set(collection.item.flatMap(({ item }) => item.map(({ name }) => name))));
      expect(assertions).toBeGreaterThan(25);
    } finally {
      await standIn.close();
    }
  });

  it('reports every request that fails, without repeating it', async () => {
    const standIn = await quickStandIn();
    try {
      const { requests, failures } = await runCollection(collection, { ...standIn, keys: ['wrong'] });
      expect(new Set(failures.map((failure) => failure.split(':')[0]))).toEqual(new Set(requests));
      expect(requests).toHaveLength(new Set(requests).size);
    } finally {
      await standIn.close();
    }
  });

  it('has the addresses of the EU as an environment', () => {
    expect(postmanEnvironment('eu', all)).toMatchObject({
      values: expect.arrayContaining([
        { key: 'api_url', value: 'https://api.eu.assemblyai.com', type: 'default', enabled: true },
      ]) as unknown,
    });
  });
});
