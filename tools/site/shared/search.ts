import type { Options } from 'minisearch';

/** A page in the index. */
export interface SearchDocument {
  readonly path: string;
  readonly title: string;
  readonly description: string;
  /** Where the page is, such as `Docs › Guides`. */
  readonly place: string;
  readonly text: string;
}

/** The build and the page must use the same options. */
export const SEARCH_OPTIONS: Options<SearchDocument> = {
  idField: 'path',
  fields: ['title', 'description', 'text'],
  storeFields: ['path', 'title', 'description', 'place'],
  searchOptions: {
    prefix: true,
    fuzzy: 0.2,
    boost: { title: 4, description: 2 },
    // Hundreds of names in the reference would hide the page that explains them.
    boostDocument: (path) => (String(path).startsWith('docs/reference/') ? 0.3 : 1),
  },
};
