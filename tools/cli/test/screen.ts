/** What a terminal of this width would show: letters, line feeds, and the commands that our programs use. */
export function screen(width: number): { write(text: string): void; lines(): string[] } {
  const lines = [''];
  let row = 0;
  let column = 0;
  return {
    write(text) {
      for (const [piece, count, command] of text.matchAll(/\x1b\[(\d*)([A-Z])|[^]/gu)) {
        if (command === 'A') row -= Number(count || 1);
        else if (command === 'K') lines[row] = lines[row]!.slice(0, column);
        else if (command === 'J') lines.splice(row, Infinity, lines[row]!.slice(0, column));
        else if (command !== undefined) throw new Error(`This terminal does not know ${command}.`);
        else if (piece === '\n') {
          row++;
          column = 0;
          lines[row] ??= '';
        } else if (piece === '\r') {
          column = 0;
        } else {
          const line = lines[row]!.padEnd(column);
          lines[row] = line.slice(0, column) + piece + line.slice(column + 1);
          column++;
          if (column > width) throw new Error('The line is too long to be rewritten.');
        }
        if (row < 0) throw new Error('The terminal has no line above the first.');
      }
    },
    lines: () => lines.map((line) => line.trimEnd()),
  };
}
