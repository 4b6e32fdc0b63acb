import { type Bundle, defineSearch, type Search, type ZObject } from 'zapier-platform-core';
import { answersOf } from '../answers.ts';
import { guarded } from '../errors.ts';
import { groupsOf } from '../layout.ts';
import { fileFields, filesFor } from '../files.ts';
import { clientFor, MOMENT_MS } from '../client.ts';
import { resultFields, thingsOf } from '../output.ts';
import { type AnyOperation, isAssemblyAIError, perform, RESOURCES } from '../core.ts';
import { actionForm } from './form.ts';
import { entrySample } from './sample.ts';

/** An operation that looks records up, as a search. If it finds nothing, the result is an empty list. */
export const searchOf = (entry: AnyOperation): Search =>
  defineSearch({
    key: entry.id,
    noun: RESOURCES[entry.resource].label,
    display: {
      label: entry.label.replace(/^(?:Get|List|Search) /, 'Find '),
      description: entry.help.replace(/^(?:Gets|Lists) /, 'Finds '),
    },
    operation: {
      inputFields: actionForm(entry),
      inputFieldGroups: groupsOf(entry),
      perform: guarded(async (z: ZObject, bundle: Bundle) => {
        const options = { client: clientFor(z, bundle), deadlineMs: MOMENT_MS };
        const found = await perform(entry, answersOf(z, bundle, entry), options).then(
          (result: unknown) => [result],
          (thrown: unknown) =>
            isAssemblyAIError(thrown) && thrown.code === 'not_found' ? [] : Promise.reject(thrown as Error),
        );
        return found.flatMap((result) =>
          thingsOf(entry, result).map((thing) => ({ ...thing, ...filesFor(z, bundle, entry, result) })),
        );
      }),
      sample: entrySample(entry),
      outputFields: [...resultFields(entry), ...fileFields(entry)],
    },
  });
