import { posix } from 'node:path';

/** The way from a page to the root of the site: `./` or `../../`. */
export const rootOf = (path: string): string => '../'.repeat(path.split('/').length - 1) || './';

/** Address of a page's file: the pages of a folder lie beside it, so that links work under any path of a host. */
export const htmlFile = (path: string): string => `${path}.html`;

export const markdownFile = (path: string): string => `${path}.md`;

const HTML_LINK = /(\s(?:href|src)=")\/([^"#]*)(#[^"]*)?"/g;
const MARKDOWN_LINK = /(\]\()\/([^)\s#]*)(#[^)\s]*)?\)/g;

const hasExtension = (path: string): boolean => posix.extname(path) !== '';

const pageFile = (path: string, extension: string): string => `${path === '' ? 'index' : path}${extension}`;

/** Makes the links of a page relative. Links to pages get the ending of the file. */
export const relativeHtml = (html: string, path: string): string =>
  html.replaceAll(
    HTML_LINK,
    (_, start: string, target: string, hash = '') =>
      `${start}${rootOf(path)}${hasExtension(target) ? target : pageFile(target, '.html')}${hash}"`,
  );

export const relativeMarkdown = (markdown: string, path: string): string =>
  markdown.replaceAll(
    MARKDOWN_LINK,
    (_, start: string, target: string, hash = '') =>
      `${start}${rootOf(path)}${hasExtension(target) ? target : pageFile(target, '.md')}${hash})`,
  );

/** Addresses on this site that a page links to, without their hashes. */
export const linksOf = (html: string): readonly string[] =>
  [...html.matchAll(HTML_LINK)].map(([, , target = '']) => target);
