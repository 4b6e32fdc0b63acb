import { createLiveCaptions, type FinalTurn, liveText, type StreamingTurn } from '@aai-connectors/core/node';
import { endOf, wrapped } from './width.ts';

/** Shows the current turn on the last line, rewritten in place, below the finished turns. */
export interface CaptionScreen {
  partial(turn: StreamingTurn): void;
  final(turn: FinalTurn): void;
  /** Prints a line of status, such as a gap in the audio. */
  note(text: string): void;
  end(): void;
}

interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

const NARROW = 80;
const MARK = '  … ';
const CLEAR_LINE = '\r\x1b[K';

/** In a pipe, partials go to `status` line by line, and finished turns to `output`. */
export function createCaptionScreen(output: Output, status: Output): CaptionScreen {
  const lines = createLiveCaptions({ format: 'text' });
  const isScreen = output.isTTY === true;
  let shown = '';

  // Some terminals wrap as soon as the last column is filled.
  const columns = (): number => (output.columns || NARROW) - 1;

  function clear(): void {
    if (shown !== '') output.write(CLEAR_LINE);
    shown = '';
  }

  return {
    partial(turn) {
      if (turn.end_of_turn) return;
      const text = liveText(turn);
      if (!isScreen) {
        status.write(`${MARK}${text}\n`);
        return;
      }
      // Readers need the newest words.
      const line = MARK + endOf(text, columns() - MARK.length);
      if (line === shown) return;
      clear();
      output.write(line);
      shown = line;
    },
    final(turn) {
      clear();
      const line = lines.add(turn);
      const indent = line.indexOf('] ') + 2;
      output.write(isScreen ? wrapped(line, columns(), indent) : line);
    },
    note(text) {
      clear();
      status.write(`${text}\n`);
    },
    end: clear,
  };
}
