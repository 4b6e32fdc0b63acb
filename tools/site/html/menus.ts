import { type Page, type SectionId, SECTIONS } from '../content/page.ts';
import { element, escapeHtml } from './html.ts';
import { LOGO, MOON, SEARCH, SUN } from './icons.ts';

const MAIN: readonly SectionId[] = ['try-it', 'forms', 'templates', 'docs'];

/** The bar at the top of every page. */
export const mainMenu = ({ section, path }: Page): string =>
  element(
    'header',
    { class: 'bar' },
    element(
      'a',
      { class: 'brand', href: '/index', 'aria-current': path === 'index' && 'page' },
      LOGO,
      element('span', {}, 'AssemblyAI connectors'),
    ),
    element(
      'nav',
      { class: 'main-menu', 'aria-label': 'Main' },
      element(
        'ul',
        {},
        ...MAIN.map((id) =>
          element(
            'li',
            {},
            element(
              'a',
              { href: `/${id}`, 'aria-current': path === id ? 'page' : section === id && 'true' },
              SECTIONS[id],
            ),
          ),
        ),
      ),
    ),
    element(
      'div',
      { class: 'tools' },
      element(
        'button',
        {
          type: 'button',
          id: 'open-search',
          class: 'tool',
          'aria-label': 'Search',
          'aria-keyshortcuts': '/',
          'aria-haspopup': 'dialog',
        },
        SEARCH,
        element('span', { class: 'tool-words' }, 'Search'),
        element('kbd', { 'aria-hidden': 'true' }, '/'),
      ),
      element(
        'button',
        { type: 'button', id: 'theme', class: 'tool', 'aria-label': 'Switch between light and dark' },
        SUN,
        MOON,
      ),
    ),
  );

/** The pages of the same section, by group. Empty for a section without groups. */
export function sideMenu(page: Page, pages: readonly Page[]): string {
  const own = pages.filter(
    ({ section, group, isListed, path }) =>
      section === page.section && group !== undefined && (isListed !== false || path === page.path),
  );
  if (own.length === 0) return '';
  const groups = Map.groupBy(own, ({ group }) => group!);
  const isOverview = page.group === undefined;
  return element(
    'nav',
    { class: 'side-menu', 'aria-label': SECTIONS[page.section] },
    element(
      'details',
      { class: 'side-toggle' },
      element('summary', {}, `${SECTIONS[page.section]} menu`),
      element(
        'ul',
        {},
        element('li', {}, element('a', { href: `/${page.section}`, 'aria-current': isOverview && 'page' }, 'Overview')),
      ),
      ...[...groups].map(([group, listed]) => groupOf(group, listed, page)),
    ),
  );
}

const groupOf = (group: string, listed: readonly Page[], page: Page): string =>
  element('p', { class: 'menu-title' }, escapeHtml(group)) +
  element(
    'ul',
    {},
    ...listed.map(({ path, title }) =>
      element(
        'li',
        {},
        element('a', { href: `/${path}`, 'aria-current': path === page.path && 'page' }, escapeHtml(title)),
      ),
    ),
  );
