import { conditionInWords, holds } from '../conditions.ts';
import type { Field, Fields, RowsField } from '../fields.ts';
import type { RuleContext } from '../entry.ts';
import { nearest } from './nearest.ts';
import { checkRelations } from './relations.ts';
import { brief, type Findings, listed, noFindings, type Report, reporterFor } from './findings.ts';
import { isNothing, isRecord, parsedJson } from './json.ts';
import { readValue } from './values.ts';

type Answers = Readonly<Record<string, unknown>>;

/**
 * Reads every field, and checks values and the relations between fields. Adds to `findings` and does not throw.
 *
 * @param fields with labels in the terms of the reader
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
    const report = reporterFor(findings, key);
    const isShown = holds(field.showWhen, input, fields);
    if (!isShown && manner !== 'request') {
      if (isUnexpectedlyHidden(field, answer, answers)) {
        report(`${field.label} is not sent unless ${conditionInWords(field.showWhen!, fields, manner)}.`, 'warn');
      }
      continue;
    }
    const before = findings.problems.length;
    const value =
      field.kind === 'rows' ? readRows(field, answer, report, context) : readValue(field, answer, report, manner);
    if (value !== undefined) input[key] = value;
    else if (field.required === true && isShown && findings.problems.length === before)
      report(`${field.label} is missing.`);
  }
  checkRelations(fields, input, context, findings);
  return input;
}

/** Forms keep the values of hidden fields. A value may be a mistake if the field that shows it was never set. */
function isUnexpectedlyHidden(field: Field, answer: unknown, answers: Answers): boolean {
  if (isNothing(answer) || answer === false) return false;
  return Object.keys(field.showWhen ?? {}).some((key) => isNothing(answers[key]));
}

function readRows(
  field: RowsField,
  answer: unknown,
  report: Report,
  context: RuleContext,
): readonly Record<string, unknown>[] | undefined {
  if (isNothing(answer)) return undefined;
  const { label, columns, minItems, maxItems } = field;
  const rows = rowsIn(field, answer);
  const isForm = context.manner === 'form';
  if (rows === undefined) return void report(`${label} must be a list of ${isForm ? 'rows' : 'objects'}.`);
  const read: Record<string, unknown>[] = [];
  rows.forEach((row, at) => {
    const place = isForm ? `${label}, row ${at + 1}` : `${label}[${at}]`;
    const reportRow: Report = (message, level) => report(`${place}: ${message}`, level);
    if (isNothing(row)) return;
    if (!isRecord(row))
      return reportRow(
        `${isForm ? 'Fill in' : 'Set'} ${listed(Object.values(columns).map((column) => column.label))}.`,
      );
    if (Object.values(row).every(isNothing)) return;
    const findings = noFindings();
    const input = readFields(columns, row, context, findings);
    for (const { message } of findings.problems) reportRow(message);
    for (const { message } of findings.warnings) reportRow(message, 'warn');
    read.push({ ...extraColumns(field, row, reportRow, context), ...input });
  });
  if (minItems !== undefined && read.length < minItems) report(`${label} must have at least ${minItems} rows.`);
  if (maxItems !== undefined && read.length > maxItems) report(`${label} can have at most ${maxItems} rows.`);
  return read.length === 0 ? undefined : read;
}

/** Rows from a list, from a single row, or from JSON of either. */
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

/** The values of a row that have no column in the form. */
function extraColumns(
  { columns, open }: RowsField,
  row: Answers,
  report: Report,
  { manner }: RuleContext,
): Record<string, unknown> {
  const extra = Object.entries(row).filter(([key, value]) => !Object.hasOwn(columns, key) && !isNothing(value));
  if (open === true) return Object.fromEntries(extra.filter(([, value]) => typeof value !== 'function'));
  for (const [key] of extra) {
    const like = nearest(key, Object.keys(columns));
    const what = manner === 'form' ? 'column' : 'property';
    const named = like === undefined || manner !== 'form' ? like : `${columns[like]!.label} (${like})`;
    report(`There is no ${what} "${brief(key)}".${named === undefined ? '' : ` Did you mean ${named}?`}`);
  }
  return {};
}
