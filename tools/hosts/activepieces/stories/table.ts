/** One line of the table that is printed. */
export interface Row {
  readonly name: string;
  readonly result: 'ok' | 'FAILED';
  readonly seconds: number;
  readonly seen: string;
}

/** A table that grows by what was tried. */
export interface Table {
  /** Tries it; what it throws is what was seen. */
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
        (error: unknown) => ['FAILED', (error as Error).message] as const,
      );
      const line = { name, result, seconds: (performance.now() - started) / 1000, seen };
      rows.push(line);
      onRow(line);
    },
  };
}

export const TABLE_HEAD = '| what | result | seconds | seen |\n| --- | --- | --- | --- |\n';

/** Failures are not shortened. */
export function lineOf({ name, result, seconds, seen }: Row, characters = 200): string {
  const words = seen.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
  const shown = result === 'ok' && words.length > characters ? `${words.slice(0, characters)}…` : words;
  return `| ${name} | ${result} | ${seconds.toFixed(1)} | ${shown} |\n`;
}
