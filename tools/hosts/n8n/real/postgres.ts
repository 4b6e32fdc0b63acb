import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Database } from './database.ts';
import type { N8n } from './install.ts';
import { startPostgresServer } from './postgres-server.ts';

/** Its code for a table that is not there. */
const UNDEFINED_TABLE = '42P01';

/** A separate Postgres, shared by many n8n processes. Its data is in the user folder. */
export async function startPostgres(n8n: N8n, userFolder: string): Promise<Database> {
  const { Client } = createRequire(join(n8n.folder, 'node_modules', 'n8n', 'package.json'))('pg') as Pg;
  const { stop, ...address } = await startPostgresServer(userFolder);
  return {
    env: {
      DB_TYPE: 'postgresdb',
      DB_POSTGRESDB_HOST: address.host,
      DB_POSTGRESDB_PORT: String(address.port),
      DB_POSTGRESDB_DATABASE: address.database,
      DB_POSTGRESDB_USER: address.user,
      DB_POSTGRESDB_PASSWORD: address.password,
    },
    async rows<Row>(query: string, ...parameters: readonly number[]) {
      const client = new Client(address);
      await client.connect();
      try {
        return (await client.query(query, parameters)).rows as readonly Row[];
      } catch (error) {
        if ((error as { readonly code?: string }).code === UNDEFINED_TABLE) return [];
        throw error;
      } finally {
        await client.end();
      }
    },
    stop,
  };
}

/** The client that n8n has. */
interface Pg {
  readonly Client: new (address: Readonly<Record<string, string | number>>) => {
    connect(): Promise<void>;
    query(text: string, values: readonly number[]): Promise<{ readonly rows: readonly unknown[] }>;
    end(): Promise<void>;
  };
}
