import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import diff from 'highlight.js/lib/languages/diff';
import json from 'highlight.js/lib/languages/json';
import typescript from 'highlight.js/lib/languages/typescript';
import MarkdownIt from 'markdown-it';
import { element, escapeHtml } from './html.ts';

hljs.registerLanguage('bash', bash);
hljs.registerLanguage('diff', diff);
hljs.registerLanguage('json', json);
hljs.registerLanguage('ts', typescript);

const LANGUAGES: Readonly<Record<string, string>> = {
  sh: 'bash',
  bash: 'bash',
  diff: 'diff',
  json: 'json',
  js: 'ts',
  ts: 'ts',
  typescript: 'ts',
};

/** A heading inside a page. */
export interface Heading {
  readonly level: 2 | 3;
  readonly id: string;
  readonly text: string;
}

export interface RenderedMarkdown {
  readonly html: string;
  readonly headings: readonly Heading[];
}

/** What the rules know about the page while they render it. */
interface Environment {
  readonly ids: Set<string>;
  readonly headings: Heading[];
  tables: number;
}

const markdown = new MarkdownIt({ html: false, linkify: false });

/**
 * Renders Markdown. Headings get an ID and a link to themselves, wide tables and code can be scrolled with the keyboard,
 * and code is colored. HTML in the text is shown as text.
 */
export function renderMarkdown(text: string): RenderedMarkdown {
  const environment: Environment = { ids: new Set(), headings: [], tables: 0 };
  const html = markdown.render(withoutComments(text), { page: environment });
  return { html, headings: environment.headings };
}

/** Comments carry instructions for generators. Code keeps its own. */
const withoutComments = (text: string): string => text.replaceAll(/^<!--[\s\S]*?-->\n?/gm, '');

/** The ID that GitHub gives a heading, so that links within a README work on the site too. */
export function headingId(text: string, taken: ReadonlySet<string> = new Set()): string {
  const base = text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');
  for (let at = 0; ; at++) {
    const id = at === 0 ? base : `${base}-${at}`;
    if (!taken.has(id)) return id;
  }
}

/** A block of code, colored if its language is known. */
export function codeBlock(code: string, language = ''): string {
  const known = LANGUAGES[language];
  const colored = known === undefined ? escapeHtml(code) : hljs.highlight(code, { language: known }).value;
  const label = language === '' || language === 'text' ? 'Text' : `Code, ${language}`;
  return element('pre', { tabindex: 0, 'aria-label': label, role: 'region' }, element('code', {}, colored));
}

const { rules } = markdown.renderer;

/** The value that `renderMarkdown` passes on. */
const stateOf = (environment: unknown): Environment => (environment as { readonly page: Environment }).page;

/** Diagrams are drawn on GitHub. Drawing them here would need more code than all other pages together. */
const isDiagram = (info: string): boolean => info.trim() === 'mermaid';

rules.fence = (tokens, at) => {
  const { content, info } = tokens[at]!;
  const block = codeBlock(content.replace(/\n$/, ''), info.trim().split(/\s+/)[0]);
  return isDiagram(info) ? `<details><summary>Diagram, as Mermaid source</summary>${block}</details>` : block;
};
rules.code_block = (tokens, at) => codeBlock(tokens[at]!.content.replace(/\n$/, ''));

rules.table_open = (_tokens, _at, _options, environment) =>
  `<div class="scroll" tabindex="0" role="region" aria-label="Table ${(stateOf(environment).tables += 1)}"><table>`;

rules.table_close = () => '</table></div>';

rules.heading_open = (tokens, at, _options, environment) => {
  const { ids, headings } = stateOf(environment);
  const { tag } = tokens[at]!;
  const text = plainText(tokens[at + 1]?.children ?? []);
  const id = headingId(text, ids);
  ids.add(id);
  const level = Number(tag.slice(1));
  if (level === 2 || level === 3) headings.push({ level, id, text });
  return `<${tag} id="${escapeHtml(id)}">`;
};
rules.heading_close = (tokens, at, _options, environment) => {
  const { tag } = tokens[at]!;
  const heading = stateOf(environment).headings.at(-1);
  const isAnchored = tag === 'h2' || tag === 'h3';
  const anchor =
    isAnchored && heading
      ? element('a', { class: 'anchor', href: `#${heading.id}`, 'aria-label': `Link to ${heading.text}` }, '#')
      : '';
  return `${anchor}</${tag}>`;
};

const plainText = (tokens: readonly { readonly type: string; readonly content: string }[]): string =>
  tokens
    .filter(({ type }) => type === 'text' || type === 'code_inline')
    .map(({ content }) => content)
    .join('');
