import { readFileSync } from 'node:fs';

/** Nothing while the file is not there. */
export function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** The end of it, as long as fits into an error message. */
export const tailOf = (file: string): string => textOf(file).slice(-3000);
