import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where big things are kept between runs: `AAI_CONNECTORS_CACHE`, or a folder in the user's own cache. */
export const cacheFolder = (name: string): string =>
  join(process.env['AAI_CONNECTORS_CACHE'] ?? join(homedir(), '.cache', 'aai-connectors'), name);
