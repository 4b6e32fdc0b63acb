import type { Transcript } from '@aai-connectors/core/node';

/** One line that says how far a job is: rewritten in a terminal, else printed when the state changes. */
export interface Progress {
  uploaded(sentBytes: number, totalBytes?: number): void;
  status(transcript: Transcript): void;
  /** Ends the line. */
  end(): void;
}

export function createProgress(
  name: string,
  output: { write(text: string): unknown; isTTY?: boolean },
  now: () => number,
): Progress {
  const started = now();
  let shown = '';
  let state = '';
  const seconds = (): string => `${((now() - started) / 1000).toFixed(1)} s`;

  function show(line: string, newState: string): void {
    if (output.isTTY === true) {
      output.write(`\r${line}${' '.repeat(Math.max(0, shown.length - line.length))}`);
      shown = line;
    } else if (newState !== state) {
      output.write(`${line}\n`);
    }
    state = newState;
  }

  return {
    uploaded(sentBytes, totalBytes) {
      const share =
        totalBytes === undefined
          ? ''
          : ` of ${megabytes(totalBytes)} (${Math.floor((100 * sentBytes) / totalBytes)} %)`;
      const done = sentBytes === totalBytes;
      show(
        `${name}: ${done ? 'uploaded' : 'uploading'} ${megabytes(sentBytes)}${share}`,
        done ? 'uploaded' : 'uploading',
      );
    },
    status: ({ id, status }) => show(`${name}: ${status} after ${seconds()}  [${id}]`, status),
    end() {
      if (output.isTTY === true && shown !== '') output.write('\n');
      shown = '';
    },
  };
}

const megabytes = (bytes: number): string =>
  bytes < 1e5 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
