import { readdirSync, readFileSync } from 'node:fs';
import type { Template } from '../builder/template.ts';

const FOLDER = new URL('../../../../packages/activepieces-piece/templates/', import.meta.url);

/** The templates of the piece, by their names. */
export const readTemplates = (): ReadonlyMap<string, Template> =>
  new Map(
    readdirSync(FOLDER)
      .filter((file) => file.endsWith('.json'))
      .map((file) => [file.replace('.json', ''), JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Template]),
  );
