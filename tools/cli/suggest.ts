/** The name that was probably meant: a near one, or one that begins with what was typed. */
export function suggestion(typed: string, names: readonly string[]): string | undefined {
  return (
    nearName(typed, names) ??
    (typed.length > 2 ? names.find((name) => name.startsWith(typed.toLowerCase())) : undefined)
  );
}

/** The nearest name of which at most one letter in three is wrong, missing, extra, or swapped with the next. */
export function nearName(typed: string, names: readonly string[]): string | undefined {
  const wanted = typed.toLowerCase();
  const most = Math.max(1, Math.floor(wanted.length / 3));
  const near = names
    .map((name) => ({ name, distance: distance(wanted, name) }))
    .filter((candidate) => candidate.distance <= most)
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.name;
}

/** Edits from one word to the other: a letter changed, added or dropped, or two neighbors swapped. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(change, rows[i - 1]![j]! + 1, row[j - 1]! + 1, ...(isSwap ? [rows[i - 2]![j - 2]! + 1] : []));
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
