import type { Page } from '../content/page.ts';
import { element, escapeHtml, voidElement } from './html.ts';
import { relativeHtml, rootOf } from './links.ts';
import { type Heading, renderMarkdown } from './markdown.ts';
import { mainMenu, sideMenu } from './menus.ts';
import { CONTENT_SECURITY_POLICY, THEME_SCRIPT } from './security.ts';

export const SITE_NAME = 'AssemblyAI connectors';

/** Files of the built programs, from the root of the site. */
export interface Programs {
  readonly page: string;
  readonly tryIt: string;
  readonly styles: readonly string[];
  readonly tryItStyles: readonly string[];
}

/** A whole HTML document for a page. */
export function documentOf(page: Page, pages: readonly Page[], programs: Programs): string {
  const { path, title } = page;
  const rendered = page.html === undefined ? renderMarkdown(page.markdown) : { html: page.html, headings: [] };
  const isHome = path === 'index';
  const menu = sideMenu(page, pages);
  const contents = page.section === 'docs' ? contentsOf(rendered.headings) : '';
  const body = [
    element('a', { class: 'skip', href: '#main' }, 'Skip to content'),
    mainMenu(page),
    element(
      'div',
      { class: ['layout', isHome && 'home', menu === '' && 'no-menu'].filter(Boolean).join(' ') },
      menu,
      element(
        'main',
        { id: 'main', class: page.section === 'docs' && page.html === undefined ? 'docs reading' : page.section },
        ...(isHome ? [] : [element('h1', {}, escapeHtml(title))]),
        rendered.html,
      ),
      contents,
    ),
    footer(path),
    searchDialog(),
  ].join('\n');
  const html = [
    '<!doctype html>',
    element('html', { lang: 'en', 'data-root': rootOf(path) }, head(page, programs), element('body', {}, body)),
    '',
  ].join('\n');
  return relativeHtml(html, path);
}

function head({ path, title, description, program, section }: Page, programs: Programs): string {
  const styles = [
    ...programs.styles,
    ...(program === 'try-it' ? programs.tryItStyles : []),
    ...(section === 'forms' ? ['assets/forms.css'] : []),
  ];
  const fullTitle = path === 'index' ? `${SITE_NAME}: ${title}` : `${title} · ${SITE_NAME}`;
  return element(
    'head',
    {},
    '<meta charset="utf-8">',
    voidElement('meta', { 'http-equiv': 'Content-Security-Policy', content: CONTENT_SECURITY_POLICY }),
    voidElement('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('title', {}, escapeHtml(fullTitle)),
    voidElement('meta', { name: 'description', content: description }),
    voidElement('meta', { name: 'color-scheme', content: 'light dark' }),
    element('script', {}, THEME_SCRIPT),
    voidElement('link', { rel: 'icon', href: '/assets/icon.svg', type: 'image/svg+xml' }),
    ...[...new Set(styles)].map((file) => voidElement('link', { rel: 'stylesheet', href: `/${file}` })),
    voidElement('link', { rel: 'alternate', type: 'text/markdown', href: `/${path}.md` }),
    element('script', { type: 'module', src: `/${programs.page}` }),
    program === 'try-it' ? element('script', { type: 'module', src: `/${programs.tryIt}` }) : '',
  );
}

/** Headings from which on a page gets its table of contents. */
const FEWEST_HEADINGS = 3;

function contentsOf(headings: readonly Heading[]): string {
  const shown = headings.filter(({ level }) => level === 2);
  if (shown.length < FEWEST_HEADINGS) return '';
  return element(
    'nav',
    { class: 'contents', 'aria-label': 'On this page' },
    element('p', { class: 'menu-title' }, 'On this page'),
    element(
      'ul',
      {},
      ...shown.map(({ id, text }) => element('li', {}, element('a', { href: `#${id}` }, escapeHtml(text)))),
    ),
  );
}

const footer = (path: string): string =>
  element(
    'footer',
    { class: 'footer' },
    element(
      'p',
      {},
      'MIT licensed. ',
      element('a', { href: 'https://github.com/aai-connectors/aai-connectors' }, 'Source on GitHub'),
    ),
    element(
      'p',
      {},
      element('a', { href: `/${path}.md` }, 'This page as Markdown'),
      ' · ',
      element('a', { href: '/llms.txt' }, 'llms.txt'),
    ),
  );

const searchDialog = (): string =>
  element(
    'dialog',
    { id: 'search', class: 'search', 'aria-label': 'Search' },
    element(
      'form',
      { method: 'dialog', class: 'search-head' },
      element('label', { class: 'visually-hidden', for: 'search-words' }, 'Search the site'),
      voidElement('input', {
        id: 'search-words',
        type: 'search',
        autocomplete: 'off',
        placeholder: 'Search guides, forms, templates, reference',
      }),
      element('button', { type: 'submit', class: 'button small', value: 'close', formnovalidate: true }, 'Close'),
    ),
    element('p', { id: 'search-count', class: 'quiet small', role: 'status' }),
    element('ul', { id: 'search-results', class: 'search-results' }),
  );
