/** One row of the printed table. */
export interface Row {
  readonly name: string;
  readonly result: 'ok' | 'skipped' | 'FAILED';
  readonly seconds: number;
  readonly seen: string;
}

/** Thrown by a check that cannot run here. The message says what it needs. */
export class Skipped extends Error {}

/** A table with a row per check. */
export interface Table {
  /** Runs a check and adds its row. If the check throws, the row has the error message. */
  row(name: string, work: () => Promise<string>): Promise<void>;
  readonly rows: readonly Row[];
}

export function startTable(onRow: (row: Row) => void): Table {
  const rows: Row[] = [];
  return {
    rows,
    async row(name, work) {
      const started = performance.now();
      const [result, seen] = await work().then(
        (words) => ['ok', words] as const,
        (error: unknown) => [error instanceof Skipped ? 'skipped' : 'FAILED', (error as Error).message] as const,
      );
      const line = { name, result, seconds: (performance.now() - started) / 1000, seen };
      rows.push(line);
      onRow(line);
    },
  };
}

export const TABLE_HEAD = '| check | result | seconds | details |\n| --- | --- | --- | --- |\n';

/** A row in Markdown. Failures are not shortened. */
export function lineOf({ name, result, seconds, seen }: Row, characters = 200): string {
  const words = seen.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
  const shown = result === 'ok' && words.length > characters ? `${words.slice(0, characters)}…` : words;
  return `| ${name} | ${result} | ${seconds.toFixed(1)} | ${shown} |\n`;
}
