import { createLiveCaptions, type FinalTurn, liveText, type StreamingTurn } from '@aai-connectors/core/node';

/** What is being said on one line, rewritten in place; what was said above it. */
export interface CaptionScreen {
  partial(turn: StreamingTurn): void;
  final(turn: FinalTurn): void;
  /** A line for people, such as a gap or a new connection. */
  note(text: string): void;
  end(): void;
}

interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

const NARROW = 80;

/** Without a terminal, partials go to `status` line by line, and only turns that are over to `output`. */
export function createCaptionScreen(output: Output, status: Output): CaptionScreen {
  const lines = createLiveCaptions({ format: 'text' });
  const isScreen = output.isTTY === true;
  let shown = 0;

  function clear(): void {
    if (shown > 0) output.write(`\r${' '.repeat(shown)}\r`);
    shown = 0;
  }

  return {
    partial(turn) {
      if (turn.end_of_turn) return;
      const text = liveText(turn);
      if (!isScreen) {
        status.write(`  … ${text}\n`);
        return;
      }
      const width = (output.columns || NARROW) - 5;
      // The newest words are the ones to read.
      const line = `  … ${text.length > width ? text.slice(-width) : text}`;
      clear();
      output.write(line);
      shown = line.length;
    },
    final(turn) {
      clear();
      output.write(lines.add(turn));
    },
    note(text) {
      clear();
      status.write(`${text}\n`);
    },
    end: clear,
  };
}
