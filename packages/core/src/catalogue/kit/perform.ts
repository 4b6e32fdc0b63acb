import type { Client } from '../../client/types.ts';
import type { Problem } from '../../errors.ts';
import { readInput } from './input.ts';
import type { Manner } from './naming.ts';
import type { AnyEntry, RunContext } from './entry.ts';

export interface PerformOptions extends Omit<RunContext<never>, 'client' | 'input'> {
  readonly client: Client;
  /** @default the client's region */
  readonly region?: 'us' | 'eu' | undefined;
  /** Who reads the messages. @default 'form' */
  readonly manner?: Exclude<Manner, 'request'> | undefined;
  /** Receives each warning. Warnings do not prevent the request. */
  readonly onWarning?: ((warning: Problem) => void) | undefined;
}

/**
 * Reads the answers of a form, runs the entry and returns its result. Waits for jobs; hosts that can suspend a run call
 * the entry's `start` and `check` instead.
 *
 * @throws BadInputError for invalid answers, before anything is sent.
 * @throws AssemblyAIError if the operation fails.
 */
export async function perform<E extends AnyEntry>(
  entry: E,
  answers: unknown,
  { client, region = client.region, manner, onWarning, ...context }: PerformOptions,
): Promise<Awaited<ReturnType<E['run']>>> {
  const { input, warnings } = readInput(entry, answers, { region, ...(manner && { manner }) });
  for (const warning of warnings) onWarning?.(warning);
  return (await entry.run({ client, input, ...context })) as Awaited<ReturnType<E['run']>>;
}
