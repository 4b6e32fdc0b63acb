import { audioFileName } from './audio-file-name.ts';
import type { OutputField } from './entry.ts';
import { isNothing, isRecord } from './reading/json.ts';

/** One part of a simple output: where its value comes from, and its own parts; none where the whole value is wanted. */
interface Part {
  field?: OutputField;
  readonly parts: Map<string, Part>;
}

/**
 * The simple output of an operation or event: what its `output` declares, under those names and without what is empty.
 * Short enough for a person, a table or a language model. A list or object of which no parts are declared is kept whole.
 *
 * @param fileName name of the audio file where the step got the file itself, see `inputFileName`. Uploads have no name
 *   at the service, so hosts that wait remember it. @default the last part of the link that the result names
 */
export function simplified(
  { output }: { readonly output: readonly OutputField[] },
  result: unknown,
  fileName?: string,
): unknown {
  return shaped(partsOf(output), result, fileName);
}

function partsOf(output: readonly OutputField[]): Part {
  const root: Part = { parts: new Map() };
  for (const field of output) {
    let at = root;
    for (const name of field.key.split('.')) {
      const key = name.replace('[]', '');
      const part = at.parts.get(key) ?? { parts: new Map<string, Part>() };
      at.parts.set(key, part);
      at = part;
    }
    at.field = field;
  }
  return root;
}

function shaped({ parts, field }: Part, value: unknown, fileName?: string): unknown {
  if (parts.size === 0) return field?.type === 'text' && isTexts(value) ? value.join('\n') : value;
  if (Array.isArray(value)) return value.map((item) => shaped({ parts }, item));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    [...parts].flatMap(([key, part]) => {
      const found = part.field?.derived === 'audio file name' ? (fileName ?? nameIn(value)) : read(part, key, value);
      return isEmpty(found) ? [] : [[key, found]];
    }),
  );
}

/** The first of the part's places that has something. */
function read(part: Part, key: string, within: unknown): unknown {
  for (const path of [part.field?.from ?? key].flat()) {
    const found = shaped(part, at(within, path));
    if (!isEmpty(found)) return found;
  }
  return undefined;
}

const at = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (inside, name) =>
        typeof inside === 'object' && inside !== null && Object.hasOwn(inside, name)
          ? (inside as Readonly<Record<string, unknown>>)[name]
          : undefined,
      value,
    );

const nameIn = ({ audio_url }: Readonly<Record<string, unknown>>): string | undefined => audioFileName(audio_url);

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

const isEmpty = (value: unknown): boolean => isNothing(value) || (isRecord(value) && Object.keys(value).length === 0);
