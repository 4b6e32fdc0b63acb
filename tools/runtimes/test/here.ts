import type { Runtime } from '../run.ts';

/** Older Nodes and the browser come from packages for Linux. */
export const isHere = (name: Runtime): boolean =>
  process.platform === 'linux' || name === 'node-24' || name === 'workerd';
