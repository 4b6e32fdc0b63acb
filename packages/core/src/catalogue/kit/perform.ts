import type { Client } from '../../client/types.ts';
import type { Problem } from '../../errors.ts';
import { readInput } from './input.ts';
import type { Manner } from './naming.ts';
import type { AnyEntry, RunContext } from './entry.ts';

export interface PerformOptions extends Omit<RunContext<never>, 'client' | 'input'> {
  readonly client: Client;
  /** @default the client's own */
  readonly region?: 'us' | 'eu' | undefined;
  /** Who reads the messages. @default 'form' */
  readonly manner?: Exclude<Manner, 'request'> | undefined;
  /** Each thing that is worth knowing although the request goes out. */
  readonly onWarning?: ((warning: Problem) => void) | undefined;
}

/**
 * Runs an entry from the answers of a form to its result. A job waits here; hosts that can suspend use its `start` and
 * `check` instead.
 *
 * @throws AssemblyAIError; a BadInputError before anything is sent.
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
