import type { Jobs } from './jobs/jobs.ts';
import type { Resources } from './resources.ts';
import type { StreamingService } from './streaming/streaming.ts';

/** One running stand-in: the shared resources, and the two parts that work in the background. */
export interface Service extends Resources {
  readonly jobs: Jobs;
  readonly streaming: StreamingService;
}
