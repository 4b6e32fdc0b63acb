import MiniSearch from 'minisearch';
import { type Page, SECTIONS } from '../content/page.ts';
import { SEARCH_OPTIONS, type SearchDocument } from '../shared/search.ts';

/** The index that pages load when a search starts. */
export function searchIndex(pages: readonly Page[]): string {
  const index = new MiniSearch<SearchDocument>(SEARCH_OPTIONS);
  index.addAll(
    pages.map(({ path, title, description, group, section, searchText, markdown }) => ({
      path,
      title,
      description,
      place: [SECTIONS[section], group].filter(Boolean).join(' › '),
      text: plain(searchText ?? markdown),
    })),
  );
  return JSON.stringify(index);
}

/** Words without Markdown. Code is not searched, because it repeats names that the text explains. */
const plain = (markdown: string): string =>
  markdown
    .replaceAll(/^(`{3,})[\s\S]*?^\1/gm, ' ')
    .replaceAll(/\]\([^)]*\)/g, '] ')
    .replaceAll(/[[\]#*_`|>-]+/g, ' ');
