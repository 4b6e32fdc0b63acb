import {
  BadInputError,
  type Field,
  findEntry,
  isDeleted,
  type OutputField,
  serviceTimeMs,
  type TranscriptListItem,
  withoutExtension,
} from '../core.ts';
import { fieldOf, type InputField } from '../form.ts';
import { thingsOf } from '../output.ts';
import { sameLink } from './same-link.ts';

/** What a person knows of the transcript. Every criterion must match. */
export interface Criteria {
  /** Link or file name of the recording. */
  readonly audio?: string;
  /** Any status but `error` if absent: a failed job is no result, and Find or Create must not stop at it. */
  readonly status?: string;
  /** Milliseconds since the epoch, inclusive. */
  readonly after?: number;
  /** Milliseconds since the epoch, exclusive. */
  readonly before?: number;
}

const LIST = findEntry('list_transcripts')!;
const STATUS: Field = LIST.params['status']!;

/** Keys of the fields below. */
const [AUDIO, STATUS_KEY, AFTER, BEFORE] = ['audio', 'status', 'created_after', 'created_before'] as const;

const LABELS = { [AFTER]: 'Created After', [BEFORE]: 'Created Before' } as const;

const FIELDS: readonly InputField[] = [
  {
    key: AUDIO,
    label: 'Audio URL or File Name',
    type: 'string',
    helpText: 'URL or file name of the recording. AssemblyAI keeps no names of uploaded files.',
  },
  {
    ...fieldOf(STATUS_KEY, STATUS),
    helpText: 'Status of the transcript. Leave empty for any status except Failed.',
  },
  {
    key: AFTER,
    label: LABELS[AFTER],
    type: 'datetime',
    helpText: 'Earliest time of the transcript. AssemblyAI lists the last 90 days.',
  },
  {
    key: BEFORE,
    label: LABELS[BEFORE],
    type: 'datetime',
    helpText: 'Find only transcripts from before this time. Leave empty for the newest.',
  },
];

/** The fields that ask for the criteria. */
export const criteriaFields: readonly InputField[] = FIELDS.map((field) => ({ ...field, group: 'primary' }));

/**
 * The criteria in the answers.
 *
 * @throws BadInputError if there are none, or if the times are not valid
 */
export function criteriaIn(answers: Readonly<Record<string, unknown>>): Criteria {
  const textAt = (key: string): string => String(answers[key] ?? '').trim();
  const audio = textAt(AUDIO);
  const status = textAt(STATUS_KEY);
  const after = timeOf(AFTER, textAt(AFTER));
  const before = timeOf(BEFORE, textAt(BEFORE));
  if (audio === '' && status === '' && after === undefined && before === undefined) {
    throw new BadInputError('All search fields are empty.', {
      hint: 'Choose a transcript, or fill in an audio URL, a file name, a status, or a time.',
    });
  }
  if (after !== undefined && before !== undefined && after >= before) {
    throw new BadInputError(`${LABELS[AFTER]} must be earlier than ${LABELS[BEFORE]}.`, { field: AFTER });
  }
  return {
    ...(audio !== '' && { audio }),
    ...(status !== '' && { status }),
    ...(after !== undefined && { after }),
    ...(before !== undefined && { before }),
  };
}

function timeOf(key: keyof typeof LABELS, text: string): number | undefined {
  if (text === '') return undefined;
  const time = instantOf(text);
  if (!Number.isNaN(time)) return time;
  throw new BadInputError(`${LABELS[key]} is not a date: "${text.slice(0, 40)}".`, {
    field: key,
    hint: 'Enter a date such as 2026-01-31, with or without a time.',
  });
}

/** A time without a zone is in UTC, as the service's times are. */
const instantOf = (text: string): number =>
  Date.parse(/^\d{4}-\d\d-\d\d[T ][\d:.]+$/.test(text) ? `${text.replace(' ', 'T')}Z` : text);

/** When a transcript was created, in milliseconds since the epoch. */
export const createdAt = ({ created }: Pick<TranscriptListItem, 'created'>): number => serviceTimeMs(created);

/** Whether a transcript meets the criteria. Deleted transcripts never do. */
export function meets(item: TranscriptListItem, { audio, status, after, before }: Criteria): boolean {
  const created = createdAt(item);
  return (
    !isDeleted(item) &&
    (status === undefined ? item.status !== 'error' : item.status === status) &&
    !(after !== undefined && created < after) &&
    !(before !== undefined && created >= before) &&
    (audio === undefined || isOf(item, audio))
  );
}

/** Key of an item's output field. */
const outputKey = (isWanted: (field: OutputField) => boolean): string =>
  LIST.output.find(isWanted)!.key.split('.').at(-1)!;

const LINK = outputKey(({ type }) => type === 'url');
const FILE_NAME = outputKey(({ derived }) => derived !== undefined);

/** Whether a transcript is of the recording with this link or file name, which may lack its ending. */
function isOf(item: TranscriptListItem, audio: string): boolean {
  const [{ [LINK]: link, [FILE_NAME]: name } = {}] = thingsOf(LIST, { [LIST.list!]: [item] });
  if (/^https?:\/\//i.test(audio)) return sameLink(String(link), audio);
  const plain = (text: string): string => text.normalize().toLowerCase();
  return typeof name === 'string' && [name, withoutExtension(name)].some((one) => plain(one) === plain(audio));
}
