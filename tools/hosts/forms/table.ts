import type { Figures } from './measure/figures.ts';
import { type Check, isBroken, NAMES } from './measure/limits.ts';
import type { Measured } from './measure/measured.ts';
import type { HostId } from './read/form.ts';

type Row = readonly string[];

const HEADS: Readonly<Record<HostId, Row>> = {
  n8n: ['At first', 'In all', 'Doors', 'Dead', 'Words per help'],
  zapier: ['At first', 'In all', '', 'Dead', 'Words per help'],
  activepieces: ['At first', 'In all', 'Dynamic', 'Dead', 'Words per help'],
  langchain: ['Required', 'In all', 'For agents', 'Dead', 'Words per help'],
};

/** One host's forms, a line each; `offered` are the tools that agents get by default. */
export function tableOf(host: HostId, figures: readonly Figures[], offered: readonly string[] = []): string {
  const own = figures.filter(({ form }) => form.host === host);
  const rows = own.map(({ form, atFirst, inAll, doors, dead, isDead, wordsPerHelp }): Row => {
    const third = host === 'zapier' ? '' : host === 'langchain' ? (offered.includes(form.id) ? 'yes' : '') : `${doors}`;
    const name = form.kind === 'operation' || form.kind === 'tool' ? form.id : `${form.id} (${form.kind})`;
    const words = wordsPerHelp === undefined ? '–' : `${wordsPerHelp}`;
    return [`${name}${isDead ? ' (dead)' : ''}`, `${atFirst}`, `${inAll}`, third, `${dead.length}`, words];
  });
  return aligned([[NAMES[host], ...HEADS[host]], ...rows]);
}

/** What is dead, and where. */
export function deadList(figures: readonly Figures[]): string {
  const lines = figures.filter(({ dead }) => dead.length > 0);
  return lines.map(({ form, dead }) => `  ${NAMES[form.host]}, ${form.id}: ${dead.join(', ')}\n`).join('');
}

/** Each limit with its figure. */
export const checkTable = (checks: readonly Check[]): string =>
  aligned([
    ['Limits', 'Figure', 'Most', ''],
    ...checks.map((check): Row => {
      const { what, figure, limit, why } = check;
      const verdict = !isBroken(check) ? 'ok' : figure === undefined ? (why ?? 'no figure') : 'OVER';
      return [what, figure === undefined ? '–' : `${figure}`, `${limit}`, verdict];
    }),
  ]);

/** What was measured in the real editor. */
export const measureTable = (measured: Measured): string =>
  aligned([
    [`n8n ${measured.version}, real editor`, 'Controls', 'Pixels before the door', 'Pixels in all'],
    ...Object.entries(measured.forms).map(([name, { controls, beforeDoorPx, wholePx }]): Row => [
      name,
      `${controls.length}`,
      `${beforeDoorPx}`,
      `${wholePx}`,
    ]),
  ]);

/** Columns as wide as their widest cell; figures stand on the right. */
function aligned(rows: readonly Row[]): string {
  const width = (column: number): number => Math.max(...rows.map((row) => (row[column] ?? '').length));
  const line = (row: Row): string =>
    row.map((cell, at) => (/^[–\d.]+$/.test(cell) ? cell.padStart(width(at)) : cell.padEnd(width(at)))).join('  ');
  return rows.map((row) => `${line(row).trimEnd()}\n`).join('');
}
