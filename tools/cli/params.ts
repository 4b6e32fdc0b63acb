import { bodyOf, checkTranscriptParams, findEntry, isRecord, pathOf, readInput } from '@aai-connectors/core/node';
import { nearest } from '@aai-connectors/core/rest';
import type { Arguments } from './arguments.ts';
import { Refusal } from './refusal.ts';

const EXTRA = 'additional_params';

/** Stands in for the audio while the parameters are checked. */
const SOME_AUDIO = 'https://example.com/audio';

/**
 * The request parameters of a job. The catalogue reads and checks its own fields. Any other parameter is sent unchanged;
 * a value that is valid JSON is sent as JSON.
 *
 * @param note receives sentences to print
 * @throws Refusal for a name that looks misspelled; BadInputError for values that the API would reject
 */
export function readParams(
  { params: typed, speakers, region }: Pick<Arguments, 'params' | 'speakers' | 'region'>,
  note: (sentence: string) => void,
): Record<string, unknown> {
  const entry = findEntry('transcribe')!;
  const fields = entry.params;
  const names = Object.keys(fields);
  const nested = new Set(Object.entries(fields).map(([name, field]) => pathOf(name, field).split('.')[0]!));
  const answers: Record<string, unknown> = { audio_url: SOME_AUDIO, ...(speakers && { speaker_labels: true }) };
  const extra: Record<string, unknown> = {};

  for (const [name, value] of Object.entries(typed)) {
    if (name === 'audio_url') throw new Refusal('Pass the recording as a file or link, not as --param audio_url.');
    if (Object.hasOwn(fields, name)) {
      answers[name] = value;
      continue;
    }
    extra[name] = valueOf(value);
    if (nested.has(name)) continue;
    const meant = nearest(name, [...names, ...nested]);
    if (meant !== undefined) {
      throw new Refusal(
        `The API has no parameter ${name}. Did you mean ${meant}? To send it anyway, use --param '${EXTRA}=${JSON.stringify({ [name]: extra[name] })}'`,
      );
    }
    note(`This version does not know the parameter ${name}. It is sent unchanged.`);
  }
  if (Object.keys(extra).length > 0) answers[EXTRA] = { ...objectFrom(answers[EXTRA]), ...extra };

  const { input, warnings } = readInput(entry, answers, { region, manner: 'tool' });
  const body = bodyOf(fields, input);
  // Additional parameters are sent whatever their names; the notes above already mention them.
  const known = Object.fromEntries(Object.entries(input).filter(([name]) => name !== EXTRA));
  const checked = checkTranscriptParams(bodyOf(fields, known), { region });
  const messages = [...warnings, ...checked].map(({ message }) => message);
  for (const message of new Set(messages)) note(message);
  const { audio_url: _, ...params } = body;
  return params;
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** @throws Refusal */
function objectFrom(text: unknown): Record<string, unknown> {
  const value = typeof text === 'string' ? valueOf(text) : {};
  if (isRecord(value)) return value;
  throw new Refusal(`--param ${EXTRA} must be a JSON object, such as {"some_new_parameter":true}.`);
}
