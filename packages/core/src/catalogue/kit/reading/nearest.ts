/**
 * The name that is most like `wanted`; `undefined` where none is much like it. `speakerLabels` and `speaker_lables` are
 * like `speaker_labels`. One slip is allowed for three letters.
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
 * Whether `wanted` is surely meant to be `name`: each of its words is the same but for one slip in four letters, or the
 * underscores stand in other places. Stricter than {@link nearest}: `min_turn_silence` is a word of its own beside
 * `max_turn_silence`, and so is `summary_tone` beside `summary_type`.
 */
export function isSlip(wanted: string, name: string): boolean {
  const words = inSnakeCase(wanted).split('_');
  const others = inSnakeCase(name).split('_');
  if (words.length !== others.length) return distanceBetween(words.join(''), others.join('')) <= 1;
  return words.every((word, at) => distanceBetween(word, others[at]!) <= slipsIn(others[at]!));
}

const slipsIn = ({ length }: string): number => (length < 3 ? 0 : Math.max(1, Math.floor(length / 4)));

const inSnakeCase = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[\s-]+/g, '_')
    .toLowerCase();

/**
 * Letters to add, drop, change or swap with their neighbor on the way from one word to the other: the optimal string
 * alignment distance. A swap is one slip, because it is the commonest one.
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
