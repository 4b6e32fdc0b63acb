import { answersOf } from '../answers.ts';
import { clientFor } from '../client.ts';
import type { TriggerContext } from '../context.ts';
import { resultOf } from '../output.ts';
import { type AnyEvent, type AnyInput, type Client, isDeletedError, readInput } from '../core.ts';

/** Number of transcripts to get at the same time, because accounts have a rate limit. */
const AT_ONCE = 5;

/** A configured event. */
export interface EventContext {
  readonly client: Client;
  readonly input: AnyInput;
  /** Gets the items to emit for these transcripts, in the same order. Skips deleted transcripts. */
  load(ids: readonly string[]): Promise<Record<string, unknown>[]>;
}

/** @throws BadInputError for invalid settings */
export function contextOf(
  { auth, propsValue }: Pick<TriggerContext, 'auth' | 'propsValue'>,
  event: AnyEvent,
): EventContext {
  const client = clientFor(auth);
  const { input } = readInput(event, answersOf(propsValue, event), { region: client.region });
  const read = (transcriptId: string): Promise<unknown> =>
    event
      .load({ client, input, transcriptId })
      .catch((thrown: unknown) => (isDeletedError(thrown) ? undefined : Promise.reject(thrown as Error)));
  return {
    client,
    input,
    async load(ids) {
      const emitted: Record<string, unknown>[] = [];
      for (let at = 0; at < ids.length; at += AT_ONCE) {
        const some = ids.slice(at, at + AT_ONCE);
        const results = await Promise.all(some.map(read));
        for (const result of results) if (result !== undefined) emitted.push(resultOf(event, result));
      }
      return emitted;
    },
  };
}
