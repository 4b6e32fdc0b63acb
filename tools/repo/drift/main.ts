/**
 * Compares the catalogue with the vendor's descriptions, with the types of its npm package, and with what is known from
 * its pages. Prints how old each source is and how it differs.
 *
 *   npm run -s drift
 */
import { drift } from './compare.ts';
import { COMPARISONS } from './comparisons.ts';
import { REASONS, unexplained } from './reasons.ts';
import { SDK_DATES, SDK_VERSION } from './sdk.ts';

const SDK = `assemblyai ${SDK_VERSION}`;

/** When each source was published or read. */
const DATES: Readonly<Record<string, string | undefined>> = {
  'params.json': '2025-07-31',
  'params-supplement.json': '2025-07-24',
  'openapi.json': '2026-03-23',
  'usm-streaming.yml': '2026-03-23',
  'usm-streaming-u3-pro.yml': '2026-03-23',
  'llm-gateway.json': '2026-03-23',
  'newer.json': '2026-11-28',
  'newer.md 4': '2026-11-28',
  [SDK]: SDK_DATES[SDK_VERSION],
};

const DAY_MS = 86_400_000;

const line = (...cells: readonly (string | number)[]): void => {
  const widths = [28, 12, 7, 12, 13];
  const text = cells.map((cell, at) =>
    typeof cell === 'number' ? String(cell).padStart(widths[at]!) : cell.padEnd(widths[at]!),
  );
  process.stdout.write(`${text.join('').trimEnd()}\n`);
};

const sources = [...new Set(COMPARISONS.flatMap(({ spec }) => spec.map(({ source }) => source)))];
line('Source', 'Date', '   Days', '  Parameters', '  Differences');
for (const source of sources) {
  const date = DATES[source];
  const own = COMPARISONS.map(({ name, fields, spec }) => ({
    name,
    fields,
    spec: spec.filter((one) => one.source === source),
  })).filter(({ spec }) => spec.length > 0);
  // What one source does not know is no difference: another one may.
  const lines = own.flatMap(({ fields, spec }) => drift(fields, spec).filter((one) => !/^(unknown|dead)/.test(one)));
  const days = date === undefined ? 'unknown' : Math.floor((Date.now() - Date.parse(date)) / DAY_MS);
  const parameters = own.reduce((sum, { spec }) => sum + spec.length, 0);
  line(source, date ?? 'unknown', days, parameters, lines.length);
}

process.stdout.write('\n');
line('Form', 'Differences', '', '   Explained', '  Unexplained');
let open = 0;
for (const { name, fields, spec } of COMPARISONS) {
  const lines = drift(fields, spec);
  const without = unexplained(name, lines);
  open += without.length;
  line(name, String(lines.length), '', lines.length - without.length, without.length);
  for (const one of without) process.stdout.write(`  ${one}\n`);
}
const reasons = Object.values(REASONS).reduce((sum, one) => sum + Object.keys(one).length, 0);
process.stdout.write(`\n${open} unexplained differences; ${reasons} reasons in tools/repo/drift/reasons.ts\n`);
if (open > 0) process.exitCode = 1;
