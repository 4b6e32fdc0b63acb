import type { Row } from './account.ts';
import type { Role } from './load.ts';

export type Rows = Map<Role, Row[]>;

const NAMES: Readonly<Record<Role, string>> = {
  community: 'community loader, Promise.all',
  limited: 'community loader, p-limit',
  ours: 'AssemblyAILoader, load()',
  lazy: 'AssemblyAILoader, lazyLoad()',
  wide: 'AssemblyAILoader, all at once',
};

/** Share of the time from which on something bounds a loader. */
const BOUND = 0.8;

/** Compares two loaders, and shows what bounds each. */
export function boundsTable(rows: Rows): string {
  const seconds = (role: Role): number => middle(rows.get(role)!, 'seconds');
  return table(
    [
      'loader',
      'wall s',
      'of p-limit',
      'slots busy',
      'notice',
      'CPU s',
      'loader busy',
      'service busy',
      'requests for each',
      'bound by',
    ],
    [...rows].map(([role, measured]) => [
      NAMES[role],
      seconds(role).toFixed(1),
      ratio(seconds(role), seconds('limited')),
      percent(shareOf(measured, 'leastSeconds')),
      `${middle(measured, 'noticeMs').toFixed(0)} ms`,
      middle(measured, 'cpuSeconds').toFixed(1),
      percent(shareOf(measured, 'busySeconds')),
      percent(shareOf(measured, 'serviceBusySeconds')),
      middle(measured, 'requests').toFixed(1),
      boundOf(measured),
    ]),
  );
}

/** Compares time, requests and memory. */
export function memoryTable(rows: Rows, concurrency: number): string {
  const of = (role: Role, field: 'seconds' | 'peakMb'): string =>
    ratio(middle(rows.get(role)!, field), middle(rows.get('community')!, field));
  return table(
    [
      'loader',
      'at a time',
      'wall s',
      'of community',
      'requests for each',
      'checks for each',
      'peak RSS above start',
      'of community',
      'documents',
      'largest metadata',
    ],
    [...rows].map(([role, measured]) => [
      NAMES[role],
      role === 'community' || role === 'wide' ? 'all' : String(concurrency),
      middle(measured, 'seconds').toFixed(1),
      of(role, 'seconds'),
      middle(measured, 'requests').toFixed(1),
      middle(measured, 'checks').toFixed(1),
      `${middle(measured, 'peakMb').toFixed(0)} MB`,
      of(role, 'peakMb'),
      String(middle(measured, 'documents')),
      `${middle(measured, 'metadataBytes')} B`,
    ]),
  );
}

/** What kept a loader from being faster. */
function boundOf(rows: readonly Row[]): string {
  if (shareOf(rows, 'leastSeconds') >= BOUND) return 'slots';
  const busy = Math.max(shareOf(rows, 'busySeconds'), shareOf(rows, 'serviceBusySeconds'));
  return busy >= BOUND ? 'CPU' : 'polling';
}

const shareOf = (rows: readonly Row[], field: 'leastSeconds' | 'busySeconds' | 'serviceBusySeconds'): number =>
  Math.min(1, middle(rows, field) / middle(rows, 'seconds'));

const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;

const ratio = (one: number, other: number): string => `${(one / other).toFixed(2)} ×`;

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

function middle(rows: readonly Row[], field: keyof Row): number {
  const sorted = rows.map((row) => row[field]).sort((a, b) => a - b);
  const at = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(at)] ?? Number.NaN) + (sorted[Math.ceil(at)] ?? Number.NaN)) / 2;
}
