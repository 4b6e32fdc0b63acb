/**
 * Whether `path` is what `pattern` describes: a whole path in which `*` stands for anything, also for nothing. Takes time
 * in proportion to both lengths, whatever they hold.
 */
export function matchesPath(pattern: string, path: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return first === path;
  const end = path.length - last.length;
  if (!path.startsWith(first) || end < first.length || !path.endsWith(last)) return false;
  let at = first.length;
  for (const part of rest) {
    at = endOfNext(path, part, at, end);
    if (at < 0) return false;
  }
  return true;
}

/** Where the next `part` in `text` between `from` and `to` ends, or -1. Knuth, Morris and Pratt: never looks back. */
function endOfNext(text: string, part: string, from: number, to: number): number {
  if (part === '') return from;
  const borders = bordersOf(part);
  let matched = 0;
  for (let at = from; at < to; at++) {
    while (matched > 0 && part[matched] !== text[at]) matched = borders[matched - 1]!;
    if (part[matched] === text[at]) matched++;
    if (matched === part.length) return at + 1;
  }
  return -1;
}

/** For each beginning of `part`, the length of its longest proper beginning that is also its end. */
function bordersOf(part: string): number[] {
  const borders = [0];
  for (let at = 1, length = 0; at < part.length; at++) {
    while (length > 0 && part[length] !== part[at]) length = borders[length - 1]!;
    if (part[length] === part[at]) length++;
    borders.push(length);
  }
  return borders;
}
