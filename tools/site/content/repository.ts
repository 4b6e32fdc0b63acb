import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../../', import.meta.url);

/** Address of a file or folder of the repository on GitHub. */
export const githubUrl = (path: string, kind: 'blob' | 'tree' = 'blob'): string =>
  `https://github.com/aai-connectors/aai-connectors/${kind}/main/${path}`;

/** Absolute path of a file of the repository. */
export const pathIn = (path: string): string => fileURLToPath(new URL(path, ROOT));

export const textOf = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

export const bytesOf = (path: string): Uint8Array => readFileSync(new URL(path, ROOT));
