import { element, escapeHtml } from '../../html/html.ts';
import { contentOf, type Content, type Page } from '../page.ts';
import { documentContent } from './documents.ts';
import { errorPages } from './errors.ts';
import type { Facts } from './facts.ts';
import { guidePages } from './guides.ts';
import { measuredPages } from './measured.ts';

/** Everything under Docs. */
export function docsContent(facts: Facts, reference: readonly Page[]): Content {
  const documents = documentContent();
  const pages = [...guidePages(facts), ...documents.pages, ...errorPages(), ...measuredPages(), ...reference];
  return contentOf([
    { pages: [overview(pages), ...pages], assets: [] },
    { pages: [], assets: documents.assets },
  ]);
}

function overview(pages: readonly Page[]): Page {
  const groups = [
    ...Map.groupBy(
      pages.filter(({ isListed }) => isListed !== false),
      ({ group = '' }) => group,
    ),
  ];
  return {
    path: 'docs',
    title: 'Docs',
    description: 'Guides, packages, error codes, limits, benchmarks and the API reference.',
    section: 'docs',
    markdown: groups
      .map(
        ([group, listed]) =>
          `## ${group}\n\n${listed.map(({ path, title, description }) => `- [${title}](/${path}): ${description}`).join('\n')}`,
      )
      .join('\n\n'),
    html: groups
      .map(([group, listed], at) =>
        element(
          'section',
          { 'aria-labelledby': `group-${at}` },
          element('h2', { id: `group-${at}` }, escapeHtml(group)),
          element('ul', { class: 'cards' }, ...listed.map(cardOf)),
        ),
      )
      .join(''),
  };
}

const cardOf = ({ path, title, description }: Page): string =>
  element(
    'li',
    { class: 'card' },
    element('h3', {}, element('a', { href: `/${path}` }, escapeHtml(title))),
    element('p', {}, escapeHtml(description)),
  );
