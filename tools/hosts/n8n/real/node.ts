import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export interface Node {
  readonly program: string;
  /** Holds `include/node`, which a native addon is compiled against. */
  readonly folder: string;
}

/** The workspace's own Node 24; n8n refuses anything older. */
export function node24(): Node {
  const name = `node-linux-${process.arch}`;
  try {
    const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
    return { folder, program: join(folder, 'bin', 'node') };
  } catch (cause) {
    throw new Error(`${name} is not installed: n8n needs the Node 24 of the workspace, on Linux.`, { cause });
  }
}
