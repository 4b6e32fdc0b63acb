import type { StepContext } from '../context.ts';

/** What waiting needs of the context of a step. */
export type WaitingHost = Pick<StepContext, 'run' | 'server' | 'step' | 'store'>;
