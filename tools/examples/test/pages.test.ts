import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellsOf } from '@aai-connectors/repo/snippets';
import { startStandIn, type StandIn } from '@aai-connectors/stand-in';
import { pagesOfLangChain, printedBy } from '../readme/pages.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const textOf = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

/** Sections of the pages on LangChain's site, by kind of page. */
const SETUP = ['## Overview', '### Integration details', '## Setup', '### Credentials', '### Installation'];
const SECTIONS: Readonly<Record<string, readonly string[]>> = {
  providers: [
    '## Installation and setup',
    '## Document loaders',
    '## Tools',
    '## Retrievers',
    '## Components reference',
  ],
  web_loaders: [...SETUP, '## Instantiation', '## Load', '## API reference'],
  tools: [...SETUP, '## Instantiation', '## Invocation', '## Use within an agent', '## API reference'],
  retrievers: [...SETUP, '## Instantiation', '## Usage', '## Use within a chain', '## API reference'],
};

const pages = pagesOfLangChain();

describe("the pages for LangChain's site", () => {
  it('describe the provider, the loader, the retriever and the tools', () => {
    expect(pages.map((page) => basename(dirname(page))).toSorted()).toEqual(Object.keys(SECTIONS).toSorted());
  });

  it.each(pages)('%s has the frontmatter and the sections of its kind, in their order', (page) => {
    const text = textOf(page);
    expect(text).toMatch(/^---\ntitle: '.+'\ndescription: 'Integrate with .+ using LangChain JavaScript\.'\n/);
    const headings = [...text.matchAll(/^#{2,3} .*$/gm)].map(([heading]) => heading);
    const sections = SECTIONS[basename(dirname(page))]!;
    expect(headings.filter((heading) => sections.includes(heading))).toEqual(sections);
  });

  it.each(pages)('%s links to pages of these that exist', (page) => {
    const links = [...textOf(page).matchAll(/\]\(\/oss\/integrations\/([\w/]+\w)\)/g)].map(([, path]) => path!);
    const ours = links.filter((path) => basename(path).startsWith('assemblyai'));
    expect(ours.filter((path) => !pages.includes(`packages/langchain-loader/docs/${path}.mdx`))).toEqual([]);
  });
});

describe("the programs on the pages for LangChain's site", { timeout: 60_000 }, () => {
  let standIn: StandIn;
  const printed = new Map<string, readonly string[]>();
  beforeAll(async () => {
    standIn = await startStandIn();
    for (const page of pages) printed.set(basename(dirname(page)), await printedBy(page, standIn));
  }, 120_000);
  afterAll(() => standIn.close());

  it.each(pages)('%s print what the page says (`npx nx sheets examples` writes it)', (page) => {
    const cells = cellsOf(page);
    const actual = printed.get(basename(dirname(page)))!;
    const shown = cells.flatMap(({ output }, at) => (output === undefined ? [] : [{ at, output }]));
    expect(shown.map(({ at }) => actual[at])).toEqual(shown.map(({ output }) => output));
    expect(shown.every(({ output }) => output.trim() !== '')).toBe(true);
  });

  it('index the documents of a recording', () => {
    expect(printed.get('web_loaders')!.at(-1)).toMatch(/^\{ numAdded: [1-9]\d*, numDeleted: 0, /);
  });

  it('let an agent transcribe and ask', () => {
    expect(printed.get('tools')).toContain('It comes from hundreds of wildfires in Canada.\n');
  });

  it('answer within a chain', () => {
    expect(printed.get('retrievers')).toContain('It triggers air quality alerts, at 00:00:00.\n');
  });
});
