import { type Bundle, defineSearch, type Search, type ZObject } from 'zapier-platform-core';
import { answersOf } from '../answers.ts';
import { clientFor, MOMENT_MS } from '../client.ts';
import {
  type AnyOperation,
  type Client,
  isAssemblyAIError,
  isDeleted,
  perform,
  RESOURCES,
  type Transcript,
} from '../core.ts';
import { type Deadline, deadlineOf } from '../deadline.ts';
import { guarded } from '../errors.ts';
import { fileFields, filesField, filesFor } from '../files.ts';
import { type Criteria, criteriaFields, criteriaIn } from '../find/criteria.ts';
import { newestFirst } from '../find/newest.ts';
import { formOf, groupsOf } from '../layout.ts';
import { resultFields, resultOf } from '../output.ts';
import { transcriptList } from '../picker.ts';
import { entrySample } from './sample.ts';

const BY_ID = 'Choose a transcript, or leave empty to search by the fields below.';

/**
 * The operation that gets a transcript as a search: by its ID, or by what is known of it. It finds the newest match. If
 * nothing matches, the result is an empty list.
 */
export function findOf(entry: AnyOperation): Search {
  const [[id, field]] = Object.entries(entry.params) as [[string, AnyOperation['params'][string]]];
  const optional: AnyOperation = { ...entry, params: { [id]: { ...field, required: false, help: BY_ID } } };
  return defineSearch({
    key: entry.id,
    noun: RESOURCES[entry.resource].label,
    display: {
      label: 'Find Transcript',
      description: 'Finds the newest transcript by its ID, audio URL, file name, status, or time.',
    },
    operation: {
      inputFields: formOf(optional, transcriptList, { second: [...criteriaFields], last: filesField(entry) }),
      inputFieldGroups: groupsOf(optional),
      perform: guarded(async (z: ZObject, bundle: Bundle) => {
        const isById = String(bundle.inputData[id] ?? '').trim() !== '';
        const criteria = isById ? undefined : criteriaIn(bundle.inputData);
        const client = clientFor(z, bundle);
        const found =
          criteria === undefined
            ? await unlessMissing(
                perform(entry, answersOf(z, bundle, entry), { client, deadlineMs: MOMENT_MS }) as Promise<Transcript>,
              )
            : await newest(client, criteria, deadlineOf(z));
        return found === undefined ? [] : [{ ...resultOf(entry, found), ...filesFor(z, bundle, entry, found) }];
      }),
      sample: entrySample(entry),
      outputFields: [...resultFields(entry), ...fileFields(entry)],
    },
  });
}

/** The newest match. A transcript may be deleted after it was listed. */
async function newest(client: Client, criteria: Criteria, deadline: Deadline): Promise<Transcript | undefined> {
  for await (const { id } of newestFirst(client, criteria, deadline)) {
    const found = await unlessMissing(client.transcripts.get(id));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The transcript, unless it does not exist or was deleted. */
const unlessMissing = (transcript: Promise<Transcript>): Promise<Transcript | undefined> =>
  transcript.then(
    (found) => (isDeleted(found) ? undefined : found),
    (thrown: unknown) =>
      isAssemblyAIError(thrown) && thrown.code === 'not_found' ? undefined : Promise.reject(thrown as Error),
  );
