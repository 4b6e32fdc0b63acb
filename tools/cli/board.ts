import { startOf } from './width.ts';

/** A terminal or a log. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

/** The line of one job. */
export interface Line {
  /**
   * @param text progress to show
   * @param event name of the state; a log gets one line for each new state
   */
  show(text: string, event: string): void;
  /** Prints the last text, which stays on the screen. */
  end(text: string): void;
}

/** Progress of several jobs. A terminal shows one line per job, updated in place; a log gets one line per event. */
export interface Board {
  line(name: string): Line;
  /** Writes other output above the lines. */
  above<T>(write: () => T): T;
  /** Removes the lines of jobs that have not ended. */
  close(): void;
}

const WIDTH = 80;
const HEIGHT = 24;
/** Milliseconds between two updates without a new event. */
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
    // The terminal scrolls if the last column or row is filled.
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
