import type { GroupId } from './groups.ts';

/** A value a condition compares with. */
export type Scalar = string | number | boolean;

/** Holds while each named sibling has the given value, or one of the given values. */
export type Condition = Readonly<Record<string, Scalar | readonly Scalar[]>>;

/** What a field needs of another one, once it is set itself. */
export interface Requirement {
  /** Key of the other field. */
  readonly field: string;
  /** The other field must have this value, or one of these. */
  readonly is?: Scalar | readonly Scalar[];
  /** The other field must not have this value; leaving it out is fine. */
  readonly isNot?: Scalar;
  /** `warn` where the vendor moves quickly: the request still goes out. @default 'refuse' */
  readonly level?: 'refuse' | 'warn';
  /** Where it is documented. */
  readonly source: string;
}

/** A field that may not be set together with this one. */
export interface Conflict {
  readonly field: string;
  /** @default 'refuse' */
  readonly level?: 'refuse' | 'warn';
  readonly source: string;
}

/**
 * - `current`: accepted today.
 * - `deprecated`: accepted, but replaced by something better or documented as going away.
 * - `rejected`: documented once, refused by today's API.
 */
export type Status = 'current' | 'deprecated' | 'rejected';

/**
 * - `essential`: every form shows it at first sight.
 * - `common`: many people need it; it comes first behind the door of a form.
 * - `rare`: few people need it.
 */
export type Prominence = 'essential' | 'common' | 'rare';

/** One choice of a list. */
export interface Option<V extends string = string> {
  readonly value: V;
  readonly label: string;
  /** What is special about this choice, in a few words. */
  readonly help?: string;
  readonly status?: Status;
  /** What to choose instead, or why not to choose it: one sentence. */
  readonly note?: string;
  /** Regions that offer it; all where absent. */
  readonly regions?: readonly ('us' | 'eu')[];
  /** The quickest of its list: hosts that limit the time of a step start with it. */
  readonly fast?: boolean;
  /** Where it is documented, if not where its field is. */
  readonly source?: string;
}

/** A choice of forms that answers other fields instead of its own. */
export interface Shortcut extends Option {
  /** What is answered when it is chosen. Forms do not ask these fields by themselves. */
  readonly means: Readonly<Record<string, true>>;
}

/**
 * How a value goes into the request, where that is not as it is:
 * - `presence`: a flag that stands for an object. On puts `{}` at its place, for other fields to fill; off leaves it out.
 * - `map`: rows of two columns as one object, from the first column's value to the second's.
 * - `merge`: an object whose members join the request's own, last.
 */
export type Layout = 'presence' | 'map' | 'merge';

/** What every field can say, whatever its kind. */
export interface FieldWords {
  /** Name on the form, in title case. */
  readonly label: string;
  /** What the person gets or must know, in one or two plain sentences. For a flag: a verb phrase that can follow "Whether to". */
  readonly help: string;
  /** Heading it sits under. @default 'primary' */
  readonly group?: GroupId;
  readonly required?: boolean;
  /** How soon a form asks it. A required field is essential. @default 'rare' */
  readonly prominence?: Prominence;
  /** Something a person could type. */
  readonly example?: unknown;
  /** What the form starts with. Never the server's own default, which moves. */
  readonly default?: unknown;
  /**
   * Shown **and sent** only while siblings hold these values. They come earlier and sit under the same heading; a
   * flag that was not answered counts as off.
   */
  readonly showWhen?: Condition;
  readonly requires?: readonly Requirement[];
  readonly conflicts?: readonly Conflict[];
  /** @default 'current' */
  readonly status?: Status;
  /** For a field that is not `current`: what to do instead, in one sentence. */
  readonly note?: string;
  /** Key of the field, or id of the operation, to use instead. */
  readonly replacedBy?: string;
  /** Speech models that understand it; all where absent. */
  readonly models?: readonly string[];
  /** Regions that offer it; all where absent. */
  readonly regions?: readonly ('us' | 'eu')[];
  /** Language codes that it works for; all where absent. Short codes cover their regional forms. */
  readonly languages?: readonly string[];
  /** What the server assumes when it is left out; shown, never sent. */
  readonly serverDefault?: Scalar;
  /** Place in the request body, dotted, if not under its own key. */
  readonly at?: string;
  readonly layout?: Layout;
  /** @default 'body' */
  readonly place?: 'body' | 'path' | 'query' | 'local';
  /**
   * The section of the contract it comes from, or the address of the vendor's page about it, where it is newer than the
   * contract.
   */
  readonly source: string;
}

export interface TextField extends FieldWords {
  readonly kind: 'text';
  readonly multiline?: boolean;
  /** Never shown, logged or kept. */
  readonly secret?: boolean;
  /** What kind of text: hosts offer a picker or check the form. `transcript` is a transcript id. */
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
  /** Unit shown behind the number: `ms`, `s`, `%`. */
  readonly unit?: string;
}
export interface FlagField extends FieldWords {
  readonly kind: 'flag';
}
export interface ChoiceField<V extends string = string> extends FieldWords {
  readonly kind: 'choice';
  readonly options: readonly Option<V>[];
}
/** A choice that also takes values that are not on the list: models and languages, which the vendor keeps adding. */
export interface OpenChoiceField<V extends string = string> extends FieldWords {
  readonly kind: 'openChoice';
  readonly options: readonly Option<V>[];
  /** Offered by forms before the options. */
  readonly shortcuts?: readonly Shortcut[];
}
export interface ChoicesField<V extends string = string> extends FieldWords {
  readonly kind: 'choices';
  readonly options: readonly Option<V>[];
  /** Whether values that are not on the list are fine too. */
  readonly open?: boolean;
  readonly minItems?: number;
  readonly maxItems?: number;
}
/** A list of short texts. */
export interface TermsField extends FieldWords {
  readonly kind: 'terms';
  readonly minItems?: number;
  readonly maxItems?: number;
  /** Words in one term. */
  readonly maxWords?: number;
  /** Characters in one term. */
  readonly maxLength?: number;
  /** What each term is: hosts offer a picker. */
  readonly format?: 'transcript';
}
/** A list of small records with the same fields each. */
export interface RowsField<C extends Fields = Fields> extends FieldWords {
  readonly kind: 'rows';
  readonly columns: C;
  /** Whether a row may have columns of the person's own. */
  readonly open?: boolean;
  readonly minItems?: number;
  readonly maxItems?: number;
}
/** Audio: a link, or a file. */
export interface MediaField extends FieldWords {
  readonly kind: 'media';
  /** Whether a link makes no sense here. */
  readonly fileOnly?: boolean;
}
/** Any JSON, for what has no form of its own. */
export interface JsonField extends FieldWords {
  readonly kind: 'json';
  /** What the top level must be. */
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

/** A form: fields by key, in the order people meet them. */
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

/** The same fields with words added to each: the same declaration, used in another form. */
export function withWords<const P extends Fields, const W extends Partial<FieldWords>>(
  fields: P,
  words: W,
): With<P, W> {
  const worded: { -readonly [K in keyof P]?: With<P, W>[K] } = {};
  for (const key in fields) worded[key] = { ...fields[key], ...words };
  return worded as With<P, W>;
}

/** What a person may choose from, for the kinds that have choices. */
export const optionsOf = (field: Field): readonly Option[] => ('options' in field ? field.options : []);

/** Where a field lives in the request, dotted. */
export const pathOf = (key: string, field: Field): string => field.at ?? key;
