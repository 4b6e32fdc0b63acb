import { bodyOf, checkTranscriptParams, findEntry, isRecord, pathOf, readInput } from '@aai-connectors/core/node';
import { nearest } from '@aai-connectors/core/rest';
import type { Arguments } from './arguments.ts';
import { Refusal } from './refusal.ts';

const EXTRA = 'additional_params';

/** Passes the check in place of the audio. */
const SOME_AUDIO = 'https://example.com/audio';

/**
 * The parameters of a job as the API takes them. Fields of the catalogue are read and checked by it. Any other name is the
 * API's own, and is sent as it is, its value as JSON if it is that.
 *
 * @param note receives a sentence for people
 * @throws Refusal for a name that looks like a misspelled one; BadInputError for values that the API would refuse
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
    if (name === 'audio_url') throw new Refusal('Give the recording as a file or a link, not as --param audio_url.');
    if (Object.hasOwn(fields, name)) {
      answers[name] = value;
      continue;
    }
    extra[name] = valueOf(value);
    if (nested.has(name)) continue;
    const meant = nearest(name, [...names, ...nested]);
    if (meant !== undefined) {
      throw new Refusal(
        `The API has no parameter ${name}. Did you mean ${meant}? To send it as it is: --param '${EXTRA}=${JSON.stringify({ [name]: extra[name] })}'`,
      );
    }
    note(`${name} is not a parameter that this version knows. It is sent as it is.`);
  }
  if (Object.keys(extra).length > 0) answers[EXTRA] = { ...objectFrom(answers[EXTRA]), ...extra };

  const { input, warnings } = readInput(entry, answers, { region, manner: 'tool' });
  const body = bodyOf(fields, input);
  // What is additional is sent whatever its name is like; it has been noted above.
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
