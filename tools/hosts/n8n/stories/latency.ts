/** How long each step took, ms, by its name. */
export type Steps = Readonly<Record<string, readonly number[]>>;

const [MEDIAN, TAIL] = [0.5, 0.95];

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN);
}

/** The steps of several measurements side by side, as a Markdown table. */
export function latencyTable(measurements: Readonly<Record<string, Steps>>): string {
  const columns = Object.entries(measurements);
  const names = [...new Set(columns.flatMap(([, steps]) => Object.keys(steps)))];
  const cells = (steps: Steps, name: string): readonly (string | number)[] => {
    const values = steps[name];
    return values === undefined ? ['', ''] : [quantile(values, MEDIAN), quantile(values, TAIL)];
  };
  const line = (parts: readonly (string | number)[]): string => `| ${parts.join(' | ')} |`;
  return [
    line(['step, ms', ...columns.flatMap(([title]) => [`${title}: p50`, 'p95'])]),
    line(['---', ...columns.flatMap(() => ['---:', '---:'])]),
    ...names.map((name) => line([name, ...columns.flatMap(([, steps]) => cells(steps, name))])),
  ].join('\n');
}

/** The median and the tail, in words. */
export const inShort = (values: readonly number[]): string =>
  `p50 ${quantile(values, MEDIAN)} ms, p95 ${quantile(values, TAIL)} ms`;
