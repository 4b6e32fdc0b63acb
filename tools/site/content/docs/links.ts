import { posix } from 'node:path';
import { githubUrl } from '../repository.ts';

/** Pages that show a document of the repository, by its path there. */
export type PageOfDocument = ReadonlyMap<string, string>;

const RAW = /^https:\/\/raw\.githubusercontent\.com\/aai-connectors\/aai-connectors\/main\//;
const BLOB = /^https:\/\/github\.com\/aai-connectors\/aai-connectors\/(?:blob|tree)\/main\//;

/** Address on the site of a picture of the repository. */
export const pictureAsset = (path: string): string => `assets/${path.replace(/^packages\//, '').replaceAll('/', '-')}`;

export interface RelinkedDocument {
  readonly markdown: string;
  /** Pictures that the document shows, by their paths in the repository. */
  readonly pictures: readonly string[];
}

/**
 * Points the links of a document at the site: to its page if the target has one, otherwise to GitHub. Pictures become
 * files of the site, so that a page loads nothing from elsewhere.
 *
 * @param path of the document, from the root of the repository
 */
export function relink(markdown: string, path: string, pages: PageOfDocument): RelinkedDocument {
  const pictures: string[] = [];
  const relinked = markdown.replaceAll(
    /(!?)\[((?:[^[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)/g,
    (link, mark: string, words: string, address: string) => {
      const target = targetOf(address, path);
      if (target === undefined) return link;
      const [file = '', hash] = target.split('#');
      if (mark === '!') {
        pictures.push(file);
        return `![${words}](/${pictureAsset(file)})`;
      }
      if (/\.png$/.test(file)) {
        pictures.push(file);
        return `[${words}](/${pictureAsset(file)})`;
      }
      const page = pages.get(file) ?? pages.get(`${file.replace(/\/$/, '')}/README.md`);
      const fragment = hash === undefined ? '' : `#${hash}`;
      return `[${words}](${page === undefined ? githubUrl(file) : `/${page}`}${fragment})`;
    },
  );
  return { markdown: relinked, pictures: [...new Set(pictures)] };
}

/** Path in the repository that an address leads to; `undefined` for headings of the same page and for other sites. */
function targetOf(address: string, from: string): string | undefined {
  const own = address.replace(RAW, '/').replace(BLOB, '/');
  if (own.startsWith('/')) return own.slice(1);
  if (/^(?:[a-z]+:|#)/i.test(address)) return undefined;
  return posix.normalize(posix.join(posix.dirname(from), address));
}
