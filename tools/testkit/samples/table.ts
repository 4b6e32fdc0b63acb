import type { Compared } from '../conformance/sample-keys.ts';

/** Keys that only the sample (`-`) or only the live answer (`+`) has. */
export const differencesOf = ({ sample, live }: Compared): readonly string[] => [
  ...sample.filter((key) => !live.includes(key)).map((key) => `-${key}`),
  ...live.filter((key) => !sample.includes(key)).map((key) => `+${key}`),
];

/** A line for each operation and event of each host, with the keys that differ, and the sum. */
export function tableOf(compared: readonly Compared[]): string {
  const rows = compared.map((one): readonly string[] => {
    const differences = differencesOf(one);
    return [one.host, one.id, one.sample.length, one.live.length, differences.length, differences.join(' ')].map(
      String,
    );
  });
  const all = [['host', 'operation or event', 'sample', 'live', 'differences', ''], ...rows];
  const widths = all[0]!.map((_, at) => Math.max(...all.map((row) => row[at]!.length)));
  const lines = all.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at]!))
      .join('  ')
      .trimEnd(),
  );
  const sum = compared.reduce((total, one) => total + differencesOf(one).length, 0);
  return `${lines.join('\n')}\n\n${compared.length} samples, ${sum} differences\n`;
}
