import { type Field, type Fields, optionsOf, pathOf, type Requirement, type Scalar } from '@aai-connectors/core';

/** Most languages of a feature that are listed one by one. */
const FEW_LANGUAGES = 12;

/** Units as sentences. */
const UNITS: Readonly<Record<string, string>> = {
  ms: 'In milliseconds.',
  s: 'In seconds.',
  tokens: 'In tokens.',
  Hz: 'In Hz.',
  '%': 'In percent.',
};

/**
 * What an editor shows for a parameter: its help in the words of code, its unit and range, what it depends on, where it
 * is documented, its default, and what to use instead of it. Without the marks of a comment.
 *
 * @param siblings the fields that the field's conditions name
 */
export function docOf(path: string, field: Field, siblings: Fields): readonly string[] {
  const { help, choices, relations, instead } = wordsOf(path, field, siblings);
  const { serverDefault, example, source } = field;
  const origin = /^(ours|https:)/.test(source) ? source : `Contract: ${cited(source)}.`;
  const tags = [
    ...(serverDefault === undefined ? [] : [`@default ${literal(serverDefault)}`]),
    ...(example === undefined || field.kind === 'media' ? [] : [`@example ${literal(example)}`]),
    ...(instead === undefined ? [] : [`@deprecated ${instead}`]),
  ];
  return [
    help,
    ...(choices.length === 0 ? [] : ['', ...choices]),
    ...paragraph(relations),
    ...paragraph(origin),
    ...(tags.length === 0 ? [] : ['', ...tags]),
  ];
}

/** What a description of a parameter says, in Markdown. */
export interface ParameterWords {
  /** Its help, its unit, and its limits. */
  readonly help: string;
  /** A line for each choice that has notes. */
  readonly choices: readonly string[];
  /** What it depends on. Empty if on nothing. */
  readonly relations: string;
  /** What to use instead. Undefined for a current parameter. */
  readonly instead: string | undefined;
}

/** The words of a parameter, in which other parameters have the API's names. */
export function wordsOf(path: string, field: Field, siblings: Fields): ParameterWords {
  const code = codeIn(path, siblings);
  const help = inCode(field.help, siblings, code);
  const facts = [unitOf(field), rangeOf(field), ...limitsOf(field)].filter((one) => one !== undefined);
  const news = facts.filter(
    (fact) => !saysNumbersOf(fact, help) && !help.toLowerCase().includes(fact.slice(0, -1).toLowerCase()),
  );
  return {
    help: [help, ...news].join(' '),
    choices: choicesOf(field),
    relations: relationsOf(path, field, siblings, code).join(' '),
    instead: (field.status ?? 'current') === 'current' ? undefined : insteadOf(field, siblings, code),
  };
}

/** Whether a text has all numbers of a sentence already. */
const saysNumbersOf = (fact: string, text: string): boolean => {
  const numbers = fact.match(/\d[\d,.]*\d|\d/g) ?? [];
  const plain = text.replaceAll(',', '');
  return numbers.length > 0 && numbers.every((number) => new RegExp(`\\b${number}\\b`).test(plain));
};

/** How a field is called in the comment of the parameter at `path`. */
type Code = (key: string) => string;

/** By its whole path, or by its last name if both are members of the same object. */
function codeIn(path: string, siblings: Fields): Code {
  const parent = path.slice(0, path.lastIndexOf('.') + 1);
  return (key) => {
    const other = siblings[key] === undefined ? key : pathOf(key, siblings[key]);
    const isClose = parent !== '' && other.startsWith(parent) && !other.slice(parent.length).includes('.');
    return `\`${isClose ? other.slice(parent.length) : other}\``;
  };
}

const paragraph = (text: string): readonly string[] => (text === '' ? [] : ['', text]);

/** A value as code. */
export function literal(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{ ${Object.entries(value)
    .map(([key, member]) => `${key}: ${literal(member)}`)
    .join(', ')} }`;
}

/** The contract's sections as comments cite them. */
const cited = (source: string): string => source.replace(/\b([a-z-]+\.md)\b/g, '`$1` section');

/** Labels of several words are the names of other fields: in code they are called by their own. */
function inCode(text: string, siblings: Fields, code: Code): string {
  const known = Object.entries(siblings)
    .filter(([, { label }]) => label.includes(' '))
    .toSorted(([, a], [, b]) => b.label.length - a.label.length);
  return known.reduce((said, [key, { label }]) => said.replaceAll(label, code(key)), text);
}

const unitOf = (field: Field): string | undefined =>
  field.kind === 'number' && field.unit !== undefined ? UNITS[field.unit] : undefined;

function rangeOf(field: Field): string | undefined {
  if (field.kind !== 'number') return undefined;
  const { min, max } = field;
  if (min !== undefined && max !== undefined) return `${min} to ${max}.`;
  return min === undefined || min === 0 ? undefined : `At least ${min}.`;
}

function limitsOf(field: Field): readonly (string | undefined)[] {
  const { maxItems, maxWords, maxLength } = field as {
    readonly maxItems?: number;
    readonly maxWords?: number;
    readonly maxLength?: number;
  };
  const isList = field.kind === 'terms';
  return [
    maxItems === undefined ? undefined : `At most ${maxItems} entries.`,
    maxWords === undefined
      ? undefined
      : `At most ${maxWords} ${maxWords === 1 ? 'word' : 'words'}${isList ? ' each' : ''}.`,
    maxLength === undefined ? undefined : `At most ${maxLength} characters${isList ? ' each' : ''}.`,
  ];
}

/** The choices that have something to say. */
function choicesOf(field: Field): readonly string[] {
  return optionsOf(field).flatMap(({ value, label, help, note, status }) => {
    const age =
      status === undefined ? undefined : status === 'rejected' ? 'No longer accepted by the API.' : 'Deprecated.';
    const said = [help, age, note].filter((one) => one !== undefined).join(' ');
    if (said === '') return [];
    return [`- \`${value}\`: ${label.toLowerCase() === value ? '' : `${label}. `}${said}`];
  });
}

function relationsOf(path: string, field: Field, siblings: Fields, code: Code): readonly string[] {
  const { showWhen = {}, requires = [], conflicts = [], models = [], regions = [], languages = [] } = field;
  // An object is there whenever one of its members is.
  const isAround = (key: string): boolean =>
    siblings[key] !== undefined && path.startsWith(`${pathOf(key, siblings[key])}.`);
  const conditions = Object.entries(showWhen)
    .filter(([key]) => !isAround(key) && !requires.some((requirement) => requirement.field === key))
    .map(([key, value]) => `Only with ${code(key)}: \`${[value].flat().map(literal).join(' | ')}\`.`);
  const quoted = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');
  return [
    ...conditions,
    ...requires.map((requirement) => needOf(requirement, code)),
    ...conflicts.map(({ field: other }) => `Not together with ${code(other)}.`),
    ...(models.length === 0 ? [] : [`Models: ${quoted(models)}.`]),
    ...(regions.length === 0 ? [] : [`Only in the ${regions.map((name) => name.toUpperCase()).join(' and ')} region.`]),
    ...(languages.length === 0 || languages.length > FEW_LANGUAGES ? [] : [`Documented for ${quoted(languages)}.`]),
  ];
}

function needOf({ field, is, isNot }: Requirement, code: Code): string {
  if (isNot !== undefined) return `Not with ${code(field)}: \`${literal(isNot)}\`.`;
  if (is === undefined) return `Needs ${code(field)}.`;
  return `Needs ${code(field)}: \`${([is].flat() as Scalar[]).map(literal).join(' | ')}\`.`;
}

function insteadOf({ status, replacedBy, note = '' }: Field, siblings: Fields, code: Code): string {
  const isField = replacedBy !== undefined && siblings[replacedBy] !== undefined;
  const instead = isField ? `Use ${code(replacedBy)} instead.` : inCode(note, siblings, code);
  return status === 'rejected' ? `No longer accepted by the API. ${instead}` : instead;
}
