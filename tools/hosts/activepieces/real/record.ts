import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from '../stories/table.ts';
import type { Exchange } from './server.ts';

/** The requests of one row of the driver. */
export interface Recording {
  readonly row: string;
  readonly result: Row['result'];
  readonly seen: string;
  readonly exchanges: readonly Exchange[];
}

/** Keeps what the driver and the server send, row by row. */
export interface Recorder {
  readonly onExchange: (exchange: Exchange) => void;
  readonly onRow: (row: Row) => void;
  readonly recordings: readonly Recording[];
}

/** Maximum length of a text in a recording. */
const TEXT_CHARACTERS = 300;

export function startRecorder(): Recorder {
  const recordings: Recording[] = [];
  let exchanges: Exchange[] = [];
  return {
    onExchange(exchange) {
      const shown = shortened(exchange) as Exchange;
      // The driver polls: equal responses in a row are kept once.
      if (JSON.stringify(shown) !== JSON.stringify(exchanges.at(-1))) exchanges.push(shown);
    },
    onRow({ name, result, seen }) {
      recordings.push({ row: name, result, seen, exchanges });
      exchanges = [];
    },
    recordings,
  };
}

/** Writes a file per row. Names are the first words of the rows. */
export function writeRecordings(folder: string, recordings: readonly Recording[]): void {
  mkdirSync(folder, { recursive: true });
  for (const recording of recordings) {
    const file = join(folder, `${slugOf(recording.row)}.json`);
    writeFileSync(file, `${JSON.stringify(recording, undefined, 2)}\n`);
  }
}

export const slugOf = (row: string): string =>
  row
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60);

/** The value with long texts and lists cut, and without secrets. */
function shortened(value: unknown): unknown {
  if (typeof value === 'string') return value.length > TEXT_CHARACTERS ? `${value.slice(0, TEXT_CHARACTERS)}…` : value;
  if (Array.isArray(value)) return value.slice(0, 3).map(shortened);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, SECRET.test(key) ? '[removed]' : shortened(part)]),
  );
}

const SECRET = /^(api_key|token|password)$/;
