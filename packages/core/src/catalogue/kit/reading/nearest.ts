/**
 * Returns the name most similar to `wanted`, or `undefined` if none is similar enough. `speakerLabels` and
 * `speaker_lables` are similar to `speaker_labels`. Allows one typo for every three letters.
 */
export function nearest(wanted: string, names: readonly string[]): string | undefined {
  const word = inSnakeCase(wanted);
  const most = Math.max(1, Math.floor(word.length / 3));
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const name of names) {
    if (Math.abs(name.length - word.length) > most) continue;
    const distance = distanceBetween(word, inSnakeCase(name));
    if (distance <= most && (best === undefined || distance < best.distance)) best = { name, distance };
  }
  return best?.name;
}

/**
 * Whether `wanted` is almost certainly a misspelling of `name`: its words differ by at most one typo for every four
 * letters, or only the underscores differ. Stricter than {@link nearest}: `min_turn_silence` is not a typo of
 * `max_turn_silence`, and `summary_tone` is not a typo of `summary_type`.
 */
export function isTypo(wanted: string, name: string): boolean {
  const words = inSnakeCase(wanted).split('_');
  const others = inSnakeCase(name).split('_');
  if (words.length !== others.length) return distanceBetween(words.join(''), others.join('')) <= 1;
  return words.every((word, at) => distanceBetween(word, others[at]!) <= typosAllowedIn(others[at]!));
}

const typosAllowedIn = ({ length }: string): number => (length < 3 ? 0 : Math.max(1, Math.floor(length / 4)));

const inSnakeCase = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[\s-]+/g, '_')
    .toLowerCase();

/**
 * The optimal string alignment distance: the number of letters to add, drop, change or swap with their neighbor. A swap
 * counts as one typo, because it is the most common one.
 */
function distanceBetween(a: string, b: string): number {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1, isSwap ? before[j - 2]! + 1 : Infinity));
    }
    [before, row] = [row, next];
  }
  return row[b.length]!;
}
