import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What one speaker says without interruption. */
export interface Turn {
  /** `A`, `B` ... in order of appearance. With one voice per channel, `A` is on the first. */
  readonly speaker: string;
  /** Final spelling. All words are in the recognizer's dictionary, and numbers are written out. */
  readonly text: string;
}

/** A recording whose words are known. */
export interface Recording {
  readonly name: string;
  readonly path: string;
  readonly sha256: string;
  readonly turns: readonly Turn[];
  /** Length, which distinguishes recordings before any audio is decoded. */
  readonly durationMs: number;
  readonly languageCode: string;
  /** Phrases of the script that name something, labelled by hand with the API's entity types. */
  readonly entities: readonly { readonly entity_type: string; readonly text: string }[];
}

const AUDIO = new URL('../audio/', import.meta.url);

/** Path of a file among the bundled recordings, such as `dialogue.wav`; of their folder for `''`. */
export const recordingPath = (file: string): string => fileURLToPath(new URL(file, AUDIO));

interface Script {
  readonly turns: readonly Turn[];
  readonly entities?: Recording['entities'];
}

const alone = (text: string, entities: Recording['entities'] = []): Script => ({
  turns: [{ speaker: 'A', text }],
  entities,
});

const dialogue = (): Script => ({
  turns: (JSON.parse(readFileSync(new URL('dialogue.json', AUDIO), 'utf8')) as { utterances: Turn[] }).utterances,
  entities: [
    { entity_type: 'date', text: 'Monday' },
    { entity_type: 'duration', text: 'five working days' },
  ],
});

const SCRIPTS: Readonly<Record<string, () => Script>> = {
  dialogue,
  'dialogue-stereo': dialogue,
  jfk: () =>
    alone(
      'And so, my fellow Americans, ask not what your country can do for you, ask what you can do for your country.',
      [{ entity_type: 'nationality', text: 'Americans' }],
    ),
  'austen-0870': () =>
    alone(
      'And Mister John Dashwood had then leisure to consider how much there might be prudently in his power to do for them.',
      [{ entity_type: 'person_name', text: 'John Dashwood' }],
    ),
  'austen-0880': () => alone('He was not an ill disposed young man,'),
  'austen-0890': () => alone('unless to be rather cold hearted and rather selfish is to be ill disposed.'),
  'austen-0920': () =>
    alone('Had he married a more amiable woman, he might have been made still more respectable than he was.'),
};

/** The recordings in `audio`, by the name of the file. */
export const RECORDING_NAMES: readonly string[] = Object.keys(SCRIPTS);

export const audioPath = (name: string): string => fileURLToPath(new URL(`${name}.wav`, AUDIO));

/** All of them have a plain 44-byte header. */
const HEADER_BYTES = 44;

export function bundledRecordings(): Recording[] {
  return Object.entries(SCRIPTS).map(([name, script]) => {
    const bytes = readFileSync(audioPath(name));
    return {
      name,
      path: audioPath(name),
      sha256: createHash('sha256').update(bytes).digest('hex'),
      durationMs: ((bytes.byteLength - HEADER_BYTES) / bytes.readUInt32LE(28)) * 1000,
      languageCode: 'en_us',
      entities: [],
      ...script(),
    };
  });
}
