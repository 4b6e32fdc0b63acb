/**
 * Counts what the forms of all hosts ask, and fails if a form breaks a limit or offers something dead. It takes the
 * builds that are there; the pixels come from the last `npm run -s forms:pictures`.
 *
 *   npm run -s forms
 */
import { ENTRIES, EVENTS } from '@aai-connectors/core';
import { figuresOf } from './measure/figures.ts';
import { checksOf, isBroken } from './measure/limits.ts';
import { readMeasures } from './measure/measured.ts';
import { builtActivepiecesForms, builtN8nForms, builtTools, builtZapierForms } from './read/index.ts';
import { checkTable, deadList, measureTable, tableOf } from './table.ts';

const tools = await builtTools();
const forms = [...builtN8nForms(), ...(await builtZapierForms()), ...(await builtActivepiecesForms()), ...tools.forms];
const figures = forms.map((form) => figuresOf(form, [...ENTRIES, ...EVENTS]));
const measured = readMeasures();
const checks = checksOf(figures, measured);

const parts = [
  tableOf('n8n', figures),
  tableOf('zapier', figures),
  tableOf('activepieces', figures),
  tableOf('langchain', figures, tools.offered),
  ...(measured === undefined ? [] : [measureTable(measured)]),
  checkTable(checks),
];
const dead = deadList(figures);
process.stdout.write(parts.join('\n') + (dead === '' ? '' : `\nDead\n${dead}`));
if (checks.some(isBroken)) process.exitCode = 1;
