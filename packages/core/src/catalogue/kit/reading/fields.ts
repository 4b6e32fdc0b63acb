import { conditionInWords, holds } from '../conditions.ts';
import type { Field, Fields, RowsField } from '../fields.ts';
import type { RuleContext } from '../entry.ts';
import { nearest } from './nearest.ts';
import { checkRelations } from './relations.ts';
import { brief, type Findings, listed, noFindings, type Say, sayAbout } from './say.ts';
import { isNothing, isRecord, parsedJson } from './json.ts';
import { readValue } from './values.ts';

type Answers = Readonly<Record<string, unknown>>;

/**
 * Reads every field and checks what the fields say of themselves and of each other. Findings are added, not thrown.
 *
 * @param fields labeled for their reader
 */
export function readFields(
  fields: Fields,
  answers: Answers,
  context: RuleContext,
  findings: Findings,
): Record<string, unknown> {
  const { manner } = context;
  const input: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(fields)) {
    const answer = Object.hasOwn(answers, key) ? answers[key] : undefined;
    const say = sayAbout(findings, key);
    const isShown = holds(field.showWhen, input, fields);
    if (!isShown && manner !== 'request') {
      if (isUnexpectedlyHidden(field, answer, answers)) {
        say(`${field.label} is left out unless ${conditionInWords(field.showWhen!, fields, manner)}.`, 'warn');
      }
      continue;
    }
    const before = findings.problems.length;
    const value = field.kind === 'rows' ? readRows(field, answer, say, context) : readValue(field, answer, say, manner);
    if (value !== undefined) input[key] = value;
    else if (field.required === true && isShown && findings.problems.length === before)
      say(`${field.label} is missing.`);
  }
  checkRelations(fields, input, context, findings);
  return input;
}

/** A form keeps the answers of questions it hides; an answer without any word on what it hangs on may be a mistake. */
function isUnexpectedlyHidden(field: Field, answer: unknown, answers: Answers): boolean {
  if (isNothing(answer) || answer === false) return false;
  return Object.keys(field.showWhen ?? {}).some((key) => isNothing(answers[key]));
}

function readRows(
  field: RowsField,
  answer: unknown,
  say: Say,
  context: RuleContext,
): readonly Record<string, unknown>[] | undefined {
  if (isNothing(answer)) return undefined;
  const { label, columns, minItems, maxItems } = field;
  const rows = rowsIn(field, answer);
  if (rows === undefined) return void say(`${label} must be a list of rows.`);
  const read: Record<string, unknown>[] = [];
  rows.forEach((row, at) => {
    const place = context.manner === 'form' ? `${label}, row ${at + 1}` : `${label}[${at}]`;
    const sayOfRow: Say = (message, level) => say(`${place}: ${message}`, level);
    if (isNothing(row)) return;
    if (!isRecord(row))
      return sayOfRow(`It must have ${listed(Object.values(columns).map((column) => column.label))}.`);
    if (Object.values(row).every(isNothing)) return;
    const findings = noFindings();
    const input = readFields(columns, row, context, findings);
    for (const { message } of findings.problems) sayOfRow(message);
    for (const { message } of findings.warnings) sayOfRow(message, 'warn');
    read.push({ ...ownColumns(field, row, sayOfRow, context), ...input });
  });
  if (minItems !== undefined && read.length < minItems) say(`${label} must have at least ${minItems} rows.`);
  if (maxItems !== undefined && read.length > maxItems) say(`${label} can have at most ${maxItems} rows.`);
  return read.length === 0 ? undefined : read;
}

/** Rows from a list, from a single row, or from the JSON of one of them. */
function rowsIn(field: RowsField, answer: unknown): readonly unknown[] | undefined {
  if (Array.isArray(answer)) return answer as unknown[];
  if (typeof answer === 'string') {
    const parsed = parsedJson(answer);
    return typeof parsed === 'object' && parsed !== null ? rowsIn(field, parsed) : undefined;
  }
  if (!isRecord(answer)) return undefined;
  const columns = Object.keys(field.columns);
  const isRow = Object.keys(answer).some((key) => columns.includes(key));
  const [first, second] = columns;
  if (field.layout !== 'map' || isRow || first === undefined || second === undefined) return [answer];
  return Object.entries(answer).map(([name, value]) => ({ [first]: name, [second]: value }));
}

/** What a row has besides the columns of the form. */
function ownColumns(
  { columns, open }: RowsField,
  row: Answers,
  say: Say,
  { manner }: RuleContext,
): Record<string, unknown> {
  const own = Object.entries(row).filter(([key, value]) => !Object.hasOwn(columns, key) && !isNothing(value));
  if (open === true) return Object.fromEntries(own.filter(([, value]) => typeof value !== 'function'));
  for (const [key] of own) {
    const like = nearest(key, Object.keys(columns));
    const what = manner === 'form' ? 'column ' : '';
    const named = like === undefined || manner !== 'form' ? like : `${columns[like]!.label} (${like})`;
    say(`There is no ${what}"${brief(key)}".${named === undefined ? '' : ` Did you mean ${named}?`}`);
  }
  return {};
}
