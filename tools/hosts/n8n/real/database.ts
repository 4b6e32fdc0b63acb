/** n8n's database, seen past n8n. */
export interface Database {
  /** What n8n's processes and commands need, to use it. */
  readonly env: NodeJS.ProcessEnv;
  /**
   * Reads, whether n8n runs or not. Nothing while n8n has not made its tables.
   *
   * @param query means the same to SQLite and Postgres: names with capitals in quotes, `$1` for the first parameter
   */
  rows<Row>(query: string, ...parameters: readonly number[]): Promise<readonly Row[]>;
  /** Ends what serves it. What is on disk stays. */
  stop(): Promise<void>;
}
