import { existsSync, readFileSync } from 'node:fs';

/** What the picture command measured in a real editor, kept beside the pictures. */
export interface Measured {
  /** n8n's. */
  readonly version: string;
  /** By the name of the picture. */
  readonly forms: Readonly<Record<string, MeasuredForm>>;
}

export interface MeasuredForm {
  /** Labels of what was there besides the doors, to see whether the form has changed since. */
  readonly controls: readonly string[];
  /** From the top of the parameters to the top of the first door, CSS pixels. */
  readonly beforeDoorPx: number;
  /** The whole form with closed doors, CSS pixels. */
  readonly wholePx: number;
}

const PACKAGES = new URL('../../../../packages/', import.meta.url);

/** Where the pictures of a package's forms are. */
export const picturesOf = (folder: string, subfolder = ''): URL =>
  new URL(`${folder}/docs/forms/${subfolder === '' ? '' : `${subfolder}/`}`, PACKAGES);

export const MEASURES = 'measures.json';

/** The measures of the newest pictures, or `undefined` before any were taken. */
export function readMeasures(folder: URL = picturesOf('n8n-node')): Measured | undefined {
  const file = new URL(MEASURES, folder);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Measured) : undefined;
}
