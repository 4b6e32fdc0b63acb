import { answersOf } from '../answers.ts';
import { clientFor } from '../client.ts';
import type { TriggerContext } from '../context.ts';
import { resultOf } from '../output.ts';
import { type AnyEvent, type AnyInput, type Client, readInput } from '../suite.ts';

/** Transcripts that are read at the same time: an account's rate is limited. */
const AT_ONCE = 5;

/** An event as a person set it up. */
export interface Task {
  readonly client: Client;
  readonly input: AnyInput;
  /** What there is to tell of these transcripts, in their order. */
  load(ids: readonly string[]): Promise<Record<string, unknown>[]>;
}

/** @throws BadInputError for answers that cannot work */
export function taskOf({ auth, propsValue }: Pick<TriggerContext, 'auth' | 'propsValue'>, event: AnyEvent): Task {
  const client = clientFor(auth);
  const { input } = readInput(event, answersOf(propsValue, event), { region: client.region });
  return {
    client,
    input,
    async load(ids) {
      const told: Record<string, unknown>[] = [];
      for (let at = 0; at < ids.length; at += AT_ONCE) {
        const some = ids.slice(at, at + AT_ONCE);
        const results = await Promise.all(some.map((transcriptId) => event.load({ client, input, transcriptId })));
        for (const result of results) if (result !== undefined) told.push(resultOf(event, result));
      }
      return told;
    },
  };
}
