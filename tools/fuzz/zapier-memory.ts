import { createRequire } from 'node:module';

/** Zapier's core ends a process that has run often and exceeds a memory limit. Here all hosts share one process. */
const limits = createRequire(import.meta.url)('zapier-platform-core/src/constants') as { KILL_MIN_LIMIT: number };
limits.KILL_MIN_LIMIT = Number.POSITIVE_INFINITY;
