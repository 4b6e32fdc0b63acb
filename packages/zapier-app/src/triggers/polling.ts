import { type Bundle, defineTrigger, type Trigger, type ZObject } from 'zapier-platform-core';
import { answersOf } from '../answers.ts';
import { guarded } from '../errors.ts';
import { formOf, groupsOf } from '../layout.ts';
import { hydrators } from '../hydrators.ts';
import { clientFor } from '../client.ts';
import { limitNew } from './new-items.ts';
import { resultFields, thingsOf } from '../output.ts';
import { entrySample } from '../actions/sample.ts';
import { type AnyEvent, readInput, RESOURCES } from '../core.ts';
import { LISTED, WHOLE } from './listed.ts';

/**
 * How far back a poll reads the list, ms. The host may pause for hours between two polls, and a transcript may take hours.
 * The list starts with the newest transcript, so one that left this period does not return to it.
 */
const REACH_MS = 24 * 3_600_000;

/**
 * An event that the host polls for. The host remembers by `id` what it has emitted. A poll is one request for each 100
 * transcripts of the last day: the whole transcript is fetched only for new items, when a step uses it.
 */
export const pollingOf = (event: AnyEvent): Trigger =>
  defineTrigger({
    key: event.id,
    noun: RESOURCES[event.resource].label,
    display: { label: event.label, description: event.help.replace(/^Happens when /, 'Triggers when ') },
    operation: {
      type: 'polling',
      inputFields: formOf(event),
      inputFieldGroups: groupsOf(event),
      perform: guarded(async (z: ZObject, bundle: Bundle) => {
        const client = clientFor(z, bundle);
        const { input } = readInput(event, answersOf(z, bundle, event), { region: client.region });
        const isTest = bundle.meta?.isLoadingSample === true;
        const listed = (await event.poll?.({ client, input, ...(!isTest && { reachMs: REACH_MS }) })) ?? [];
        const found = await limitNew(z, bundle, event.id, listed);
        return thingsOf(LISTED, { [LISTED.list!]: found }).map((item, at) => {
          const { id } = found[at]!;
          return { ...item, id, [WHOLE]: z.dehydrate(hydrators.transcript, { id }) };
        });
      }),
      sample: entrySample(event),
      outputFields: [
        ...resultFields(LISTED),
        ...resultFields(event).map((field) => ({
          ...field,
          key: `${WHOLE}__${field.key}`,
          label: `Whole Transcript: ${field.label}`,
        })),
      ],
    },
  });
