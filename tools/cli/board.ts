import { startOf } from './width.ts';

/** Where a terminal or a log is written to. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

/** One job's line. */
export interface Line {
  /**
   * @param text how far the job is
   * @param event what makes it a news: without a terminal, a line is printed for each new event only
   */
  show(text: string, event: string): void;
  /** Ends the line, which stays. */
  end(text: string): void;
}

/** How far several jobs are: one line each, updated in place in a terminal, otherwise one line for each event. */
export interface Board {
  line(name: string): Line;
  /** Runs what writes to the same terminal; the lines then follow below it. */
  above<T>(write: () => T): T;
  /** Removes the lines of jobs that have not ended. */
  close(): void;
}

const WIDTH = 80;
const HEIGHT = 24;
/** Milliseconds between two updates that bring no new event. */
const PAUSE_MS = 80;

export function createBoard(output: Output, now: () => number): Board {
  const isScreen = output.isTTY === true;
  const lines = new Set<{ text: string }>();
  let drawn = 0;
  let drawnAt = -Infinity;

  function clear(): void {
    if (drawn > 0) output.write(`\x1b[${drawn}A\r\x1b[J`);
    drawn = 0;
  }

  function draw(): void {
    drawnAt = now();
    // The last column and the last row stay free, or the terminal would scroll.
    const columns = (output.columns || WIDTH) - 1;
    const most = Math.max(1, (output.rows || HEIGHT) - 2);
    const texts = [...lines].map(({ text }) => text).filter((text) => text !== '');
    const shown =
      texts.length > most ? [...texts.slice(0, most - 1), `... and ${texts.length - most + 1} more`] : texts;
    for (const text of shown) output.write(`${startOf(text, columns)}\n`);
    drawn = shown.length;
  }

  function above<T>(write: () => T): T {
    if (!isScreen) return write();
    clear();
    try {
      return write();
    } finally {
      draw();
    }
  }

  return {
    above,
    close: clear,
    line(name) {
      const line = { text: '' };
      let last: string | undefined;
      lines.add(line);
      return {
        show(text, event) {
          const isNews = event !== last;
          last = event;
          line.text = `${name}: ${text}`;
          if (!isScreen) {
            if (isNews) output.write(`${line.text}\n`);
          } else if (isNews || now() - drawnAt >= PAUSE_MS) {
            clear();
            draw();
          }
        },
        end(text) {
          lines.delete(line);
          above(() => output.write(`${name}: ${text}\n`));
        },
      };
    },
  };
}

/** A board that shows nothing. */
export const silentBoard: Board = {
  line: () => ({ show: () => undefined, end: () => undefined }),
  above: (write) => write(),
  close: () => undefined,
};
