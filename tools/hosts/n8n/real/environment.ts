import { delimiter, dirname } from 'node:path';
import type { N8n } from './install.ts';

/** Where one n8n process lives and listens. */
export interface Place {
  readonly n8n: N8n;
  readonly userFolder: string;
  readonly port: number;
  /** Its task runner asks for work here. */
  readonly brokerPort: number;
  readonly webhookUrl: string;
}

/**
 * What n8n sees of the world: one folder, loopback, and nothing of the machine but its path. It calls nobody by itself,
 * and takes packages from the folder without asking a registry. `NODE_ENV` stays unset: `test`, which a test runner
 * would hand down, makes n8n refuse to load nodes, and `production` makes it wait ten seconds after a crash.
 */
export const environmentOf = ({ n8n, userFolder, port, brokerPort, webhookUrl }: Place): NodeJS.ProcessEnv => ({
  PATH: `${dirname(n8n.node)}${delimiter}${process.env['PATH'] ?? ''}`,
  HOME: userFolder,
  TZ: 'UTC',
  N8N_USER_FOLDER: userFolder,
  N8N_ENCRYPTION_KEY: 'of-the-host-tests-only',
  N8N_LISTEN_ADDRESS: '127.0.0.1',
  N8N_PORT: String(port),
  N8N_RUNNERS_BROKER_PORT: String(brokerPort),
  N8N_WEBHOOK_URL: webhookUrl,
  GENERIC_TIMEZONE: 'UTC',
  N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '8',
  N8N_DIAGNOSTICS_ENABLED: 'false',
  N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
  N8N_TEMPLATES_ENABLED: 'false',
  N8N_PERSONALIZATION_ENABLED: 'false',
  N8N_VERIFIED_PACKAGES_ENABLED: 'false',
  N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
  N8N_DISABLED_MODULES: 'mcp-registry',
});

/** How main and workers share their work. */
export const queueEnvironment = (redisPort: number): NodeJS.ProcessEnv => ({
  EXECUTIONS_MODE: 'queue',
  QUEUE_BULL_REDIS_HOST: '127.0.0.1',
  QUEUE_BULL_REDIS_PORT: String(redisPort),
});

/** What a worker needs beside that: its own health door, on its own port. */
export const workerEnvironment = (healthPort: number): NodeJS.ProcessEnv => ({
  QUEUE_HEALTH_CHECK_ACTIVE: 'true',
  QUEUE_HEALTH_CHECK_PORT: String(healthPort),
  N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
});
