import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtActivepiecesForms, builtN8nForms, builtTools, builtZapierForms } from '@aai-connectors/forms/read';
import MiniSearch from 'minisearch';
import { describe, expect, it } from 'vitest';
import { SEARCH_OPTIONS, type SearchDocument } from '../shared/search.ts';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const pages = globSync('**/*.html', { cwd: DIST });
const textOf = (path: string): string => readFileSync(join(DIST, path), 'utf8');

describe('The built site', () => {
  it('has only links and files that exist', () => {
    const broken: string[] = [];
    for (const page of pages) {
      for (const [, address = ''] of textOf(page).matchAll(/\s(?:href|src)="([^"]+)"/g)) {
        if (/^(?:https?:|data:|#)/.test(address)) continue;
        const [file = ''] = address.split('#');
        if (!existsSync(join(DIST, dirname(page), file))) broken.push(`${page}: ${address}`);
      }
    }
    expect(broken).toEqual([]);
  });

  it('closes each element that it opens', () => {
    const names = [
      'a',
      'button',
      'details',
      'div',
      'figure',
      'li',
      'main',
      'nav',
      'ol',
      'p',
      'pre',
      'section',
      'table',
      'ul',
    ];
    const open: string[] = [];
    for (const page of pages) {
      const html = textOf(page);
      for (const name of names) {
        const [opened, closed] = [`<${name}(?=[ >])`, `</${name}>`].map(
          (tag) => html.match(new RegExp(tag, 'g'))?.length,
        );
        if (opened !== closed) open.push(`${page}: ${opened ?? 0} <${name}>, ${closed ?? 0} closed`);
      }
    }
    expect(open).toEqual([]);
  });

  it('has links to headings that exist', () => {
    const ids = new Map(
      pages.map((page) => [page, new Set([...textOf(page).matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id))]),
    );
    const broken: string[] = [];
    for (const page of pages) {
      for (const [, file = '', id = ''] of textOf(page).matchAll(/\shref="([^"#:]*)#([^"]+)"/g)) {
        const target = file === '' ? page : join(dirname(page), file);
        if (ids.get(target)?.has(decodeURIComponent(id)) !== true) broken.push(`${page}: ${file}#${id}`);
      }
    }
    expect(broken).toEqual([]);
  });

  it('shows every form of every host', async () => {
    const { forms: tools } = await builtTools();
    const forms = [...builtN8nForms(), ...(await builtZapierForms()), ...(await builtActivepiecesForms()), ...tools];
    const shown = pages
      .filter((page) => page.startsWith('forms/'))
      .reduce((sum, page) => sum + (textOf(page).match(/class="form-figure"/g)?.length ?? 0), 0);
    expect(forms.length).toBeGreaterThan(60);
    expect(shown).toBe(forms.length);
  });

  it('shows every template of every host, with a download', () => {
    const files = globSync('packages/{n8n-node,activepieces-piece}/templates/*.json', { cwd: ROOT });
    const zaps = JSON.parse(
      readFileSync(join(ROOT, 'packages/zapier-app/listing/templates.json'), 'utf8'),
    ) as unknown[];
    const shown = globSync('templates/*/*.html', { cwd: DIST });
    const programs = shown.filter((page) => page.startsWith('templates/langchain/'));
    expect(programs.length).toBeGreaterThan(0);
    expect(shown).toHaveLength(files.length + zaps.length + programs.length);
    expect(shown.filter((page) => !/href="[^"]*downloads\/[^"]+" download/.test(textOf(page)))).toEqual([]);
    expect(shown.filter((page) => !/<img |class="flow"/.test(textOf(page)))).toEqual([]);
  });

  it('has Markdown whose links lead to Markdown and files that exist', () => {
    const broken: string[] = [];
    for (const page of globSync('**/*.md', { cwd: DIST })) {
      const prose = textOf(page).replaceAll(/^(`{3,})[\s\S]*?^\1$/gm, '');
      for (const [, address = ''] of prose.matchAll(/\]\((?!https?:|#|mailto:)([^)\s#]+)(?:#[^)\s]*)?\)/g))
        if (!existsSync(join(DIST, dirname(page), address))) broken.push(`${page}: ${address}`);
    }
    expect(broken).toEqual([]);
  });

  it('has each page as Markdown, and lists the pages for language models', () => {
    expect(pages.filter((page) => !existsSync(join(DIST, page.replace(/html$/, 'md'))))).toEqual([]);
    const llms = textOf('llms.txt');
    const listed = [...llms.matchAll(/\]\(([^)]+\.md)\)/g)].map(([, file]) => file!);
    expect(listed.length).toBeGreaterThan(90);
    expect(listed.filter((file) => !existsSync(join(DIST, file)))).toEqual([]);
  });

  it('finds pages by their words, without a server', () => {
    const index = MiniSearch.loadJSON<SearchDocument>(textOf('search.json'), SEARCH_OPTIONS);
    const first = (words: string): unknown => index.search(words)[0]?.['path'];
    expect(first('waiting')).toBe('docs/waiting');
    expect(first('rate_limited')).toBe('docs/errors/rate-limited');
    expect(first('meeting notes')).toBe('templates/n8n/meeting-notes');
    expect(index.search('redacted').length).toBeGreaterThan(5);
  });

  it('loads nothing from other hosts', () => {
    const loads = pages.filter((page) => /\s(?:src|srcset)="https?:|<link [^>]*href="https?:/.test(textOf(page)));
    expect(loads).toEqual([]);
  });
});
