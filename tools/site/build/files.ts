import type { Asset, Content, Page } from '../content/page.ts';
import { ICON_FILE } from '../html/icons.ts';
import { htmlFile, markdownFile, relativeMarkdown } from '../html/links.ts';
import { documentOf } from '../html/shell.ts';
import { llmsText } from './llms.ts';
import type { BuiltPrograms } from './programs.ts';
import { searchIndex } from './search-index.ts';

/** Every file of the site. @throws Error if two files have the same address */
export function siteFiles({ pages, assets }: Content, { programs, assets: built }: BuiltPrograms): readonly Asset[] {
  const files = [
    ...pages.flatMap((page) => [
      { path: htmlFile(page.path), content: documentOf(page, pages, programs) },
      { path: markdownFile(page.path), content: markdownOf(page) },
    ]),
    ...assets,
    ...built,
    { path: 'assets/icon.svg', content: ICON_FILE },
    { path: 'search.json', content: searchIndex(pages) },
    { path: 'llms.txt', content: llmsText(pages) },
  ];
  const addresses = new Map<string, Asset>();
  for (const file of files) {
    const other = addresses.get(file.path);
    if (other !== undefined && other.content !== file.content && !sameBytes(other.content, file.content))
      throw new Error(`Two files have the address ${file.path}.`);
    addresses.set(file.path, file);
  }
  return [...addresses.values()];
}

const markdownOf = ({ path, title, markdown }: Page): string =>
  relativeMarkdown(`# ${title}\n\n${markdown.trim()}\n`, path);

/** A picture that two pages show is written once. */
const sameBytes = (one: Asset['content'], other: Asset['content']): boolean =>
  typeof one !== 'string' && typeof other !== 'string' && Buffer.compare(one, other) === 0;
