import { type Bundle, type Create, defineCreate, type ZObject } from 'zapier-platform-core';
import { answersOf } from '../answers.ts';
import { guarded } from '../errors.ts';
import { groupsOf } from '../layout.ts';
import { fileFields, filesFor } from '../files.ts';
import { clientFor, MOMENT_MS } from '../client.ts';
import { resultFields, resultOf } from '../output.ts';
import { type AnyOperation, perform, RESOURCES } from '../core.ts';
import { actionForm } from './form.ts';
import { entrySample } from './sample.ts';

/** An operation as an action: one request, one result. */
export const createOf = (entry: AnyOperation): Create =>
  defineCreate({
    key: entry.id,
    noun: RESOURCES[entry.resource].label,
    display: { label: entry.label, description: entry.help },
    operation: {
      inputFields: actionForm(entry),
      inputFieldGroups: groupsOf(entry),
      perform: guarded(async (z: ZObject, bundle: Bundle) => {
        const result = await perform(entry, answersOf(z, bundle, entry), {
          client: clientFor(z, bundle),
          deadlineMs: MOMENT_MS,
        });
        return { ...resultOf(entry, result), ...filesFor(z, bundle, entry, result) };
      }),
      sample: entrySample(entry),
      outputFields: [...resultFields(entry), ...fileFields(entry)],
    },
  });
