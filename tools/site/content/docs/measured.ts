import { readdirSync, readFileSync } from 'node:fs';
import { fenced, table } from '../markdown-text.ts';
import type { Page } from '../page.ts';

/** Results of a command, kept in the repository. */
export interface Measured {
  /** ISO date. */
  readonly date: string;
  readonly machine: string;
  readonly node: string;
  readonly command: string;
  readonly title: string;
  /** What was measured, in one sentence. */
  readonly about: string;
  readonly output: string;
}

const FOLDER = new URL('../../measured/', import.meta.url);
const GROUP = 'Errors and limits';

const read = (name: string): Measured => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as Measured;

/** The fault matrix and the benchmarks, as they were last measured. */
export function measuredPages(): readonly Page[] {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  const benchmarks = names.filter((name) => name !== 'faults.json').map(read);
  return [...(names.includes('faults.json') ? [faultPage(read('faults.json'))] : []), benchmarkPage(benchmarks)];
}

const benchmarkPage = (benchmarks: readonly Measured[]): Page => ({
  path: 'docs/benchmarks',
  title: 'Benchmarks',
  description: 'Uploads, live sessions, loaders and retrieval, with the date, the machine and the command.',
  section: 'docs',
  group: GROUP,
  markdown: [
    'Each benchmark runs on one machine, against a local service, with the alternatives in turns. Repeat a measurement with its command. Figures of another machine differ; the order of the results should not.',
    ...benchmarks.map(
      (measured) =>
        `## ${measured.title}\n\n${measured.about}\n\n${conditionsOf(measured)}\n\n${fenced('text', measured.output)}`,
    ),
  ].join('\n\n'),
});

const conditionsOf = ({ date, machine, node, command }: Measured): string =>
  table(['Date', 'Machine', 'Node.js', 'Command'], [[date, machine, node, `\`${command}\``]]);

/** A fault of the API, and how each operation ended. */
export interface FaultBlock {
  readonly name: string;
  readonly description: string;
  readonly rows: readonly { readonly operation: string; readonly once: string; readonly always: string }[];
}

/** Reads what `npm run -s faults` prints: blocks of a fault with a line for each operation. */
export const readFaults = (output: string): readonly FaultBlock[] =>
  output.split(/\n\n+/).flatMap((block) => {
    const [head = '', ...lines] = block.split('\n');
    const [, name, description] = /^([\w-]+): (.+)$/.exec(head) ?? [];
    if (name === undefined || description === undefined) return [];
    const rows = lines.flatMap((line) => {
      const [, operation, once, always] = /^ {2}(.+?) {2,}([\w-]+)\/([\w-]+)/.exec(line) ?? [];
      return operation === undefined ? [] : [{ operation, once: once!, always: always! }];
    });
    return rows.length === 0 ? [] : [{ name, description, rows }];
  });

function faultPage(measured: Measured): Page {
  const blocks = readFaults(measured.output);
  const total = measured.output.split('\n').find((line) => / runs; /.test(line)) ?? '';
  const rows = blocks.map(({ name, description, rows: ends }) => [
    `\`${name}\``,
    description,
    spread(ends.map(({ once }) => once)),
    spread(ends.map(({ always }) => always)),
  ]);
  return {
    path: 'docs/faults',
    title: 'Fault matrix',
    description: 'What each operation does when the API or the network fails, once and always.',
    section: 'docs',
    group: GROUP,
    markdown: [
      `Every operation runs against every fault of the stand-in, once with a fault in the first request and once with a fault in every request. The table shows how many of the ${blocks[0]?.rows.length ?? 0} operations end in which way: \`ok\`, or an [error code](/docs/errors). Nothing hangs or leaks the API key. If the ID of a job cannot be known, the error says where to look.`,
      conditionsOf(measured),
      table(['Fault', 'What happens', 'Fault in the first request', 'Fault in every request'], rows),
      '## Result',
      fenced('text', total),
    ].join('\n\n'),
  };
}

/** `ok 20, network 2`, the most frequent first. */
function spread(ends: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const end of ends) counts.set(end, (counts.get(end) ?? 0) + 1);
  return [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([end, count]) => `\`${end}\` ${count}`)
    .join(', ');
}
