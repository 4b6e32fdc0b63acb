import type { GroupId } from './groups.ts';

/** A value that a condition compares with. */
export type Scalar = string | number | boolean;

/** True while each named sibling has the given value, or one of the given values. */
export type Condition = Readonly<Record<string, Scalar | readonly Scalar[]>>;

/** A requirement on another field, which applies once the field itself is set. */
export interface Requirement {
  /** Key of the other field. */
  readonly field: string;
  /** The other field must have this value, or one of these. */
  readonly is?: Scalar | readonly Scalar[];
  /** The other field must not have this value. It may be empty. */
  readonly isNot?: Scalar;
  /** `warn` for rules that the vendor may change: the request is still sent. @default 'refuse' */
  readonly level?: 'refuse' | 'warn';
  /** Where it is documented. */
  readonly source: string;
}

/** A field that cannot be set together with this one. */
export interface Conflict {
  readonly field: string;
  /** @default 'refuse' */
  readonly level?: 'refuse' | 'warn';
  readonly source: string;
}

/**
 * - `current`: accepted by the API.
 * - `deprecated`: accepted, but replaced or documented as going away.
 * - `rejected`: documented earlier, rejected by the API today.
 */
export type Status = 'current' | 'deprecated' | 'rejected';

/**
 * - `essential`: every form shows it directly.
 * - `common`: many people need it. It comes first among the additional options of a form.
 * - `rare`: few people need it.
 */
export type Prominence = 'essential' | 'common' | 'rare';

/** An option of a list. */
export interface Option<V extends string = string> {
  readonly value: V;
  readonly label: string;
  /** Notes on this option, in a few words. */
  readonly help?: string;
  readonly status?: Status;
  /** What to choose instead, or why not to choose it. */
  readonly note?: string;
  /** Regions that offer it. @default all */
  readonly regions?: readonly ('us' | 'eu')[];
  /** Whether it is the fastest of its list. Hosts that limit the time of a step use it by default. */
  readonly fast?: boolean;
  /** Where it is documented, if its field has another source. */
  readonly source?: string;
}

/** An option of a form that sets other fields and is not sent itself. */
export interface Shortcut extends Option {
  /** Fields that it sets. Forms do not show these fields separately. */
  readonly means: Readonly<Record<string, true>>;
}

/**
 * How a value is written to the request, if not unchanged:
 * - `presence`: a flag that stands for an object. On sends `{}`, which other fields fill; off omits it.
 * - `map`: rows of two columns become one object, from the first column's value to the second's.
 * - `merge`: the members of an object are added to the request last, and override other fields.
 */
export type Layout = 'presence' | 'map' | 'merge';

/** The properties of every field, whatever its kind. */
export interface FieldWords {
  /** Label in forms, in title case. */
  readonly label: string;
  /**
   * What the field does, then its limit, then the consequence: short sentences of at most 24 words in all, which start
   * with a noun or a verb. For a flag, a verb phrase that can follow "Whether to".
   */
  readonly help: string;
  /** Section of the form. @default 'primary' */
  readonly group?: GroupId;
  readonly required?: boolean;
  /** How often it is needed. A required field is essential. @default 'rare' */
  readonly prominence?: Prominence;
  /** A possible value. */
  readonly example?: unknown;
  /** Initial value of the form. Never the default of the API, which can change. */
  readonly default?: unknown;
  /**
   * Shown **and sent** only while siblings have these values. The siblings come earlier in the same section. A flag
   * without a value counts as off.
   */
  readonly showWhen?: Condition;
  readonly requires?: readonly Requirement[];
  readonly conflicts?: readonly Conflict[];
  /** @default 'current' */
  readonly status?: Status;
  /** For a field that is not `current`: what to use instead. */
  readonly note?: string;
  /** Key of the field, or id of the operation, to use instead. */
  readonly replacedBy?: string;
  /** Speech models that support it. @default all */
  readonly models?: readonly string[];
  /** Regions that offer it. @default all */
  readonly regions?: readonly ('us' | 'eu')[];
  /** Language codes that it supports. A short code includes its regional variants. @default all */
  readonly languages?: readonly string[];
  /** Default of the API, which forms show but never send. */
  readonly serverDefault?: Scalar;
  /** Dotted path in the request body, if not its own key. */
  readonly at?: string;
  readonly layout?: Layout;
  /** @default 'body' */
  readonly place?: 'body' | 'path' | 'query' | 'local';
  /** Section of the contract, or URL of the vendor's documentation if the field is newer than the contract. */
  readonly source: string;
}

export interface TextField extends FieldWords {
  readonly kind: 'text';
  readonly multiline?: boolean;
  /** Never shown, logged, or stored. */
  readonly secret?: boolean;
  /** Format of the text, for which hosts offer a picker or a check. `transcript` is a transcript ID. */
  readonly format?: 'url' | 'date' | 'transcript' | 'language';
  readonly maxLength?: number;
  readonly maxWords?: number;
}
export interface NumberField extends FieldWords {
  readonly kind: 'number';
  /** Inclusive. */
  readonly min?: number;
  /** Inclusive. */
  readonly max?: number;
  readonly whole?: boolean;
  /** Unit of the number: `ms`, `s`, `%`. */
  readonly unit?: string;
}
export interface FlagField extends FieldWords {
  readonly kind: 'flag';
}
export interface ChoiceField<V extends string = string> extends FieldWords {
  readonly kind: 'choice';
  readonly options: readonly Option<V>[];
}
/** A choice that also accepts values outside its list, such as models and languages, which the vendor keeps adding. */
export interface OpenChoiceField<V extends string = string> extends FieldWords {
  readonly kind: 'openChoice';
  readonly options: readonly Option<V>[];
  /** Shown by forms before the options. */
  readonly shortcuts?: readonly Shortcut[];
}
export interface ChoicesField<V extends string = string> extends FieldWords {
  readonly kind: 'choices';
  readonly options: readonly Option<V>[];
  /** Whether values outside the list are accepted. */
  readonly open?: boolean;
  readonly minItems?: number;
  readonly maxItems?: number;
}
/** A list of short texts. */
export interface TermsField extends FieldWords {
  readonly kind: 'terms';
  readonly minItems?: number;
  readonly maxItems?: number;
  /** Maximum number of words in a term. */
  readonly maxWords?: number;
  /** Maximum number of characters in a term. */
  readonly maxLength?: number;
  /** Format of each term, for which hosts offer a picker. */
  readonly format?: 'transcript';
}
/** A list of small records with the same fields. */
export interface RowsField<C extends Fields = Fields> extends FieldWords {
  readonly kind: 'rows';
  readonly columns: C;
  /** Whether a row can have additional columns. */
  readonly open?: boolean;
  readonly minItems?: number;
  readonly maxItems?: number;
}
/** Audio: a link or a file. */
export interface MediaField extends FieldWords {
  readonly kind: 'media';
  /** Whether only a file is accepted, not a link. */
  readonly fileOnly?: boolean;
}
/** Any JSON, for values that have no form. */
export interface JsonField extends FieldWords {
  readonly kind: 'json';
  /** Required type of the top level. */
  readonly shape?: 'object' | 'array';
}

export type Field =
  | TextField
  | NumberField
  | FlagField
  | ChoiceField
  | OpenChoiceField
  | ChoicesField
  | TermsField
  | RowsField
  | MediaField
  | JsonField;

/** The fields of a form by key, in the order in which forms show them. */
export type Fields = Readonly<Record<string, Field>>;

const of =
  <K extends Field['kind']>(kind: K) =>
  <const F extends Omit<Extract<Field, { kind: K }>, 'kind'>>(field: F) =>
    ({ ...field, kind }) as F & { readonly kind: K };

export const text = of('text');
export const number = of('number');
export const flag = of('flag');
export const choice = of('choice');
export const openChoice = of('openChoice');
export const choices = of('choices');
export const terms = of('terms');
export const rows = of('rows');
export const media = of('media');
export const json = of('json');

type With<P extends Fields, W> = { readonly [K in keyof P]: Omit<P[K], keyof W> & W };

/** The same fields with some properties replaced, to use one declaration in several forms. */
export function withWords<const P extends Fields, const W extends Partial<FieldWords>>(
  fields: P,
  words: W,
): With<P, W> {
  const worded: { -readonly [K in keyof P]?: With<P, W>[K] } = {};
  for (const key in fields) worded[key] = { ...fields[key], ...words };
  return worded as With<P, W>;
}

/** Options of a field, or an empty list for kinds without options. */
export const optionsOf = (field: Field): readonly Option[] => ('options' in field ? field.options : []);

/** Dotted path of a field in the request. */
export const pathOf = (key: string, field: Field): string => field.at ?? key;
