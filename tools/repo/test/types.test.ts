import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { undocumentedIn } from '../types/documentation.ts';
import { LOADER_CALLS, LOADER_HEAD, LOADER_HOVERS, LOADER_TYPOS } from '../types/loader-snippets.ts';
import { createProof } from '../types/prove.ts';
import { CALLS, HOVERS, TYPOS } from '../types/snippets.ts';

const proof = createProof();

describe('the types of the client', () => {
  it('refuse 30 typos and more', () => {
    expect(TYPOS.length).toBeGreaterThanOrEqual(30);
    const errors = proof.errors(TYPOS);
    expect(TYPOS.filter((_, at) => errors[at]!.length === 0)).toEqual([]);
  });

  it('accept 30 real calls and more', () => {
    expect(CALLS.length).toBeGreaterThanOrEqual(30);
    expect(proof.errors(CALLS).flat()).toEqual([]);
  });

  it('say in an editor what a parameter does, with its default and its source', () => {
    const [labels, confidence, substitution, delay, boost] = proof.hovers(HOVERS);
    expect(labels).toMatch(/speaker_labels\?: boolean.*@default false/s);
    expect(confidence).toMatch(/in percent.*25 to 100.*@default 50/s);
    expect(substitution).toMatch(/"hash".*- `entity_name`.*Only with `redact_pii`/s);
    expect(delay).toMatch(/In milliseconds.*0\s+to 1000.*Contract: `newer.md` section 4.*@default 500/s);
    expect(boost).toMatch(/@deprecated No longer accepted by the API\. Use `keyterms_prompt` instead\./);
  });
});

describe('the types of the LangChain package', () => {
  const loader = createProof(LOADER_HEAD);

  it('refuse typos in parameters and options', () => {
    const errors = loader.errors(LOADER_TYPOS);
    expect(LOADER_TYPOS.filter((_, at) => errors[at]!.length === 0)).toEqual([]);
  });

  it('accept real calls', () => {
    expect(loader.errors(LOADER_CALLS).flat()).toEqual([]);
  });

  it('say in an editor what a parameter does, wherever it is given', () => {
    const [ofLoader, ofItem, ofDropIn, ofTool, ofRunnable, ofDocument] = loader.hovers(LOADER_HOVERS);
    for (const labels of [ofLoader, ofItem, ofDropIn]) expect(labels).toMatch(/Detect the speakers.*@default false/s);
    expect(ofTool).toMatch(/Only with `redact_pii`.*@default 'hash'/s);
    expect(ofRunnable).toMatch(/@deprecated No longer accepted by the API/);
    expect(ofDocument).toMatch(/in milliseconds/);
  });

  it('have documentation for everything that is exported', () => {
    const folder = fileURLToPath(new URL('../../../packages/langchain-loader/', import.meta.url));
    const names = undocumentedIn(`${folder}tsconfig.lib.json`, [`${folder}src/index.ts`, `${folder}src/node.ts`]);
    // Its properties are the keywords of JSON Schema.
    expect(names.filter((name) => !name.startsWith('Schema.'))).toEqual([]);
  });
});
