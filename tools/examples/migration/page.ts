import { readFile } from 'node:fs/promises';

const PAGE = new URL('../../../packages/core/docs/from-assemblyai-sdk.md', import.meta.url);

/** A row of the page: the same task in both packages. */
export interface Row {
  /** The heading above its table. */
  readonly section: string;
  /** An expression for the official SDK. */
  readonly official: string;
  /** An expression for this client. */
  readonly ours: string;
  /** What changes for the caller; empty where nothing does. */
  readonly note: string;
}

/** The whole page. */
export const readPage = (): Promise<string> => readFile(PAGE, 'utf8');

/** The last section lists calls without an exact equivalent, so it has no code to run. */
const LAST = 'Other calls';

const ROW = /^\| `(?<official>[^`]+)` *\| `(?<ours>[^`]+)` *\| ?(?<note>.*?) *\|$/;

/** The rows of all tables, without their headings. @throws Error for a line of a table that is no row */
export async function rowsOfPage(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let section = '';
  for (const line of (await readPage()).split('\n')) {
    if (line.startsWith('## ')) section = line.slice(3);
    if (section === LAST) break;
    if (!line.startsWith('|') || /^\|[ -]+\|[ -]+\|[ -]+\|$/.test(line) || line.includes('| What changes')) continue;
    const { official, ours, note } = ROW.exec(line)?.groups ?? {};
    if (official === undefined || ours === undefined) throw new Error(`This line is no row: ${line}`);
    rows.push({ section, official, ours, note: note ?? '' });
  }
  return rows;
}
