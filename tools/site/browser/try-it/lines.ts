/**
 * Reads the lines of a text that grows. Call it with the whole text so far; it reports each complete line once, and skips
 * empty lines.
 */
export function createLineReader(onLine: (line: string) => void): (text: string) => void {
  let read = 0;
  return (text) => {
    for (;;) {
      const end = text.indexOf('\n', read);
      if (end < 0) return;
      const line = text.slice(read, end).trim();
      read = end + 1;
      if (line !== '') onLine(line);
    }
  };
}
