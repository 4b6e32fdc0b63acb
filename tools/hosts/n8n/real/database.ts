import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Reads from n8n's database, whether n8n runs or not. Nothing while there is no database. */
export function readDatabase<T>(userFolder: string, read: (database: DatabaseSync) => T): T | undefined {
  const file = join(userFolder, '.n8n', 'database.sqlite');
  if (!existsSync(file)) return undefined;
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
  try {
    return read(database);
  } finally {
    database.close();
  }
}
