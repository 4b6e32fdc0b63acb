import { existsSync, readFileSync } from 'node:fs';
import type { INodeType } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { AssemblyAiApi } from '../credentials/AssemblyAiApi.credentials.ts';
import { AssemblyAi } from '../nodes/AssemblyAi/AssemblyAi.node.ts';
import { AssemblyAiLiveTrigger } from '../nodes/AssemblyAiLiveTrigger/AssemblyAiLiveTrigger.node.ts';
import { AssemblyAiPollingTrigger } from '../nodes/AssemblyAiPollingTrigger/AssemblyAiPollingTrigger.node.ts';
import { AssemblyAiTrigger } from '../nodes/AssemblyAiTrigger/AssemblyAiTrigger.node.ts';

interface Manifest {
  readonly name: string;
  readonly homepage: string;
  readonly n8n: { readonly nodes: readonly string[] };
}

/** Where the nodes panel lists a node, what finds it, and its help links. */
interface Codex {
  readonly node: string;
  readonly nodeVersion: string;
  readonly codexVersion: string;
  readonly categories: readonly string[];
  readonly subcategories: Readonly<Record<string, readonly string[]>>;
  readonly resources: Readonly<Record<'credentialDocumentation' | 'primaryDocumentation', readonly { url: string }[]>>;
  readonly alias: readonly string[];
}

/** Categories that n8n documents, and AI, which its own nodes use. */
const CATEGORIES = [
  'AI',
  'Analytics',
  'Communication',
  'Data & Storage',
  'Development',
  'Finance & Accounting',
  'Marketing & Content',
  'Miscellaneous',
  'Productivity',
  'Sales',
  'Utility',
];

const NODES: readonly INodeType[] = [
  new AssemblyAi(),
  new AssemblyAiTrigger(),
  new AssemblyAiPollingTrigger(),
  new AssemblyAiLiveTrigger(),
];
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8'));
const manifest = read('package.json') as Manifest;

describe('The codex file', () => {
  it('exists for each published node', () =>
    expect(manifest.n8n.nodes.map((path) => path.replace(/^dist\/nodes\/(\w+)\/\1\.node\.js$/, '$1'))).toEqual(
      NODES.map(({ constructor }) => constructor.name),
    ));

  describe.each(NODES.map((node) => [node.constructor.name, node.description] as const))(
    'of %s',
    (name, description) => {
      const codex = read(`nodes/${name}/${name}.node.json`) as Codex;

      it('names the node and its version', () => {
        expect(codex.node).toBe(`${manifest.name}.${description.name}`);
        expect(Number(codex.nodeVersion)).toBe(description.version);
        expect(codex.codexVersion).toBe('1.0');
      });

      it('has categories that n8n knows', () => {
        expect(codex.categories.filter((category) => !CATEGORIES.includes(category))).toEqual([]);
        expect(codex.categories).toContain('AI');
        expect(Object.keys(codex.subcategories).filter((category) => !codex.categories.includes(category))).toEqual([]);
        expect(Object.values(codex.subcategories).filter(({ length }) => length === 0)).toEqual([]);
      });

      it('adds words to search for that the name of the node lacks', () => {
        const words = codex.alias.map((word) => word.toLowerCase());
        expect(new Set(words).size).toBe(words.length);
        expect(words.length).toBeGreaterThanOrEqual(5);
        expect(words.filter((word) => description.displayName.toLowerCase().includes(word))).toEqual([]);
      });

      it('links to the guide of the package and to the documentation of the credential', () => {
        const { primaryDocumentation, credentialDocumentation } = codex.resources;
        // The editor adds a query to the first link, so it has no fragment.
        expect(primaryDocumentation[0]?.url).toBe(manifest.homepage.replace(/#.*/, ''));
        expect(credentialDocumentation.map(({ url }) => url)).toContain(new AssemblyAiApi().documentationUrl);
        const links = [...primaryDocumentation, ...credentialDocumentation].map(({ url }) => url);
        expect(links.filter((link) => !link.startsWith('https://'))).toEqual([]);
      });

      it('is part of the built package, unchanged', () => {
        const path = `dist/nodes/${name}/${name}.node.json`;
        expect(existsSync(new URL(`../${path}`, import.meta.url))).toBe(true);
        expect(read(path)).toEqual(codex);
      });
    },
  );
});
