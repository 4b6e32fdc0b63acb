/** The parts of the site, in the order of its main menu. */
export const SECTIONS = {
  start: 'Start',
  'try-it': 'Try it',
  forms: 'Forms',
  templates: 'Templates',
  docs: 'Docs',
} as const;

export type SectionId = keyof typeof SECTIONS;

/** One page, independent of how it is written. */
export interface Page {
  /** Address from the root of the site, without a leading slash and without an extension, such as `docs/waiting`. */
  readonly path: string;
  readonly title: string;
  /** One sentence. */
  readonly description: string;
  readonly section: SectionId;
  /** Heading above the page in the side menu. Pages without a group are in no side menu. */
  readonly group?: string | undefined;
  /**
   * The page as Markdown, without its title. Links and pictures of this site start with a slash and have no extension:
   * `[Waiting](/docs/waiting)`.
   */
  readonly markdown: string;
  /** HTML that takes the place of the Markdown on the page. Links of this site start with a slash too. */
  readonly html?: string | undefined;
  /** Program that the page needs in addition to search and the theme. */
  readonly program?: 'try-it' | undefined;
  /** Whether the side menu lists the page. @default true */
  readonly isListed?: boolean | undefined;
  /** Text to search. @default the Markdown */
  readonly searchText?: string | undefined;
}

/** A file of the site that is not a page. */
export interface Asset {
  /** Address from the root of the site, without a leading slash. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** Everything that one part of the site contributes. */
export interface Content {
  readonly pages: readonly Page[];
  readonly assets: readonly Asset[];
}

export const contentOf = (parts: readonly Content[]): Content => ({
  pages: parts.flatMap(({ pages }) => pages),
  assets: parts.flatMap(({ assets }) => assets),
});
