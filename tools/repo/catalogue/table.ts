import type { FieldLine, Sheet } from './sheet.ts';

const COLUMNS: readonly { readonly title: string; readonly widest: number; cell(line: FieldLine): string }[] = [
  { title: 'Field', widest: 36, cell: ({ key }) => key },
  { title: 'Label', widest: 36, cell: ({ label }) => label },
  { title: 'Type', widest: 26, cell: ({ type }) => type },
  { title: 'Group', widest: 20, cell: ({ group }) => group },
  { title: 'Status', widest: 44, cell: ({ status }) => status },
  { title: 'Conditions', widest: Infinity, cell: ({ conditions }) => conditions.join('; ') },
];

/** The sheets one below the other, as text with columns. */
export function tableOf(sheets: readonly Sheet[]): string {
  const lines = sheets.flatMap(({ fields }) => fields);
  const widths = COLUMNS.map(({ title, widest, cell }) =>
    Math.min(widest, Math.max(title.length, ...lines.map((line) => cell(line).length))),
  );
  const row = (cells: readonly string[]): string =>
    `  ${cells.map((text, at) => text.padEnd(at === cells.length - 1 ? 0 : widths[at]!)).join('  ')}`.trimEnd();
  const titles = row(COLUMNS.map(({ title }) => title));
  const blocks = sheets.map((sheet) =>
    [
      headingOf(sheet),
      `  ${sheet.help}`,
      ...(sheet.fields.length === 0 ? ['  (no fields)'] : [titles]),
      ...sheet.fields.map((line) => row(COLUMNS.map(({ cell }) => cell(line)))),
    ].join('\n'),
  );
  return `${blocks.join('\n\n')}\n\n${totalOf(sheets)}\n`;
}

const headingOf = ({ id, label, kind, effect, status }: Sheet): string =>
  `${id} · ${label} · ${kind}, ${effect}${status === 'current' ? '' : ` · ${status}`}`;

function totalOf(sheets: readonly Sheet[]): string {
  const fields = sheets.flatMap((sheet) => sheet.fields);
  const old = fields.filter(({ status }) => !status.startsWith('current'));
  const events = sheets.filter(({ kind }) => kind.startsWith('event')).length;
  return `${sheets.length - events} operations, ${events} events, ${fields.length} fields, ${old.length} of them deprecated or rejected`;
}
