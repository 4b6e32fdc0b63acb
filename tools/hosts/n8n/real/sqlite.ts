import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Database } from './database.ts';

/** A file that one n8n process has for itself. */
export function sqlite(userFolder: string): Database {
  const file = join(userFolder, '.n8n', 'database.sqlite');
  return {
    env: { DB_TYPE: 'sqlite' },
    async rows<Row>(query: string, ...parameters: readonly number[]) {
      if (!existsSync(file)) return [];
      const database = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
      try {
        const named = Object.fromEntries(parameters.map((value, at) => [`$${at + 1}`, value]));
        return database.prepare(query).all(named) as unknown as Row[];
      } catch (error) {
        if ((error as Error).message.startsWith('no such table')) return [];
        throw error;
      } finally {
        database.close();
      }
    },
    stop: async () => undefined,
  };
}
