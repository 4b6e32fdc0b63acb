/** A broken publishing rule in the definition of an app. */
export interface Finding {
  /** The platform's ID of the rule. */
  readonly id: string;
  readonly where: string;
  readonly message: string;
}

export interface FieldOf {
  readonly key?: string;
  readonly label?: string;
  readonly helpText?: string;
  readonly type?: string;
  readonly required?: boolean;
  readonly choices?: unknown;
  readonly dynamic?: string;
  readonly search?: string;
  readonly computed?: boolean;
  readonly primary?: boolean;
  readonly isNoSecret?: boolean;
  readonly inputFormat?: string;
  readonly children?: readonly FieldOf[];
}

export interface Part {
  readonly noun?: string;
  readonly display?: { readonly label?: string; readonly description?: string; readonly hidden?: boolean };
  readonly operation?: {
    readonly type?: string;
    readonly inputFields?: readonly FieldOf[];
    /** The fields that functions among the input fields return. A definition does not have them. */
    readonly dynamicFields?: readonly FieldOf[];
    readonly outputFields?: readonly FieldOf[];
    readonly sample?: Readonly<Record<string, unknown>>;
    readonly performList?: unknown;
    readonly performSubscribe?: unknown;
    readonly performUnsubscribe?: unknown;
    readonly cleanInputData?: boolean;
  };
}

type Kind = 'triggers' | 'searches' | 'creates';

/** The definition of an app, as its handler returns it. Functions are strings in it. */
export interface Definition {
  readonly platformVersion?: string;
  readonly flags?: { readonly cleanInputData?: boolean };
  readonly authentication?: {
    readonly fields?: readonly FieldOf[];
    readonly connectionLabel?: unknown;
    readonly test?: unknown;
  };
  readonly triggers?: Readonly<Record<string, Part>>;
  readonly searches?: Readonly<Record<string, Part>>;
  readonly creates?: Readonly<Record<string, Part>>;
  readonly searchOrCreates?: Readonly<Record<string, Pair>>;
  readonly searchAndCreates?: Readonly<Record<string, Pair>>;
}

/** A search whose Zap step creates a record if it finds none. */
interface Pair {
  readonly key: string;
  readonly search: string;
  readonly create: string;
}

interface Scene {
  readonly definition: Definition;
  readonly kind: Kind;
  readonly key: string;
  readonly part: Part;
  readonly fields: readonly FieldOf[];
}

/** A rule about one trigger, search, or action. It returns what is wrong. */
type Rule = (scene: Scene) => readonly string[];

const when = (isWrong: boolean, message: string): readonly string[] => (isWrong ? [message] : []);

const isShown = ({ part }: Scene): boolean => part.display?.hidden !== true;

/** The rules of the platform's publishing guide that a definition shows. */
export const RULES: Readonly<Record<string, Rule>> = {
  /** No field asks for a credential. */
  D001: ({ fields }) =>
    fields
      .filter(({ key = '' }) => /api_?key$|password$|(^|access_|auth_|refresh_)token$|secret$/i.test(key))
      .map(({ key }) => `${key} asks for a credential.`),
  /** No field asks people to type an ID. */
  D004: (scene) =>
    isShown(scene)
      ? scene.fields
          .filter(({ label = '', dynamic, choices }) => / IDs?$/.test(label) && !dynamic && !choices)
          .map(({ label }) => `${label} must be typed.`)
      : [],
  D005: ({ fields, definition }) =>
    fields
      .filter(({ dynamic }) => dynamic !== undefined && definition.triggers?.[dynamic.split('.')[0]!] === undefined)
      .map(({ key }) => `${key} refers to a trigger that does not exist.`),
  D006: ({ kind, part }) =>
    when(
      kind === 'triggers' && part.operation?.type === 'hook' && !part.operation.performList,
      'A hook trigger needs performList.',
    ),
  /** Links are Markdown. */
  D008: ({ part, fields }) => [
    ...fields.filter(({ helpText }) => hasBareLink(helpText)).map(({ key }) => `${key} has a bare link in its help.`),
    ...when(hasBareLink(part.display?.description), 'The description has a bare link.'),
  ],
  D009: ({ kind, fields }) => when(kind === 'searches' && fields.length === 0, 'The search has no fields.'),
  D010: ({ kind, part: { operation = {} } }) =>
    when(
      kind === 'triggers' &&
        operation.type !== 'hook' &&
        operation.sample?.['id'] === undefined &&
        !(operation.outputFields ?? []).some(({ primary }) => primary === true),
      'The items of the trigger have no id.',
    ),
  /** Help says more than the label. */
  D011: ({ fields }) =>
    fields
      .filter(({ label, helpText }) => helpText !== undefined && wordsOf(label) === wordsOf(helpText))
      .map(({ key }) => `The help of ${key} repeats its label.`),
  D012: (scene) =>
    when(isShown(scene) && Object.keys(scene.part.operation?.sample ?? {}).length === 0, 'The sample is missing.'),
  D013: ({ fields, definition }) =>
    fields
      .filter(({ search }) => search !== undefined && definition.searches?.[search.split('.')[0]!] === undefined)
      .map(({ key }) => `${key} refers to a search that does not exist.`),
  D014: ({ fields }) =>
    fields
      .filter(({ search, dynamic }) => search !== undefined && dynamic === undefined)
      .map(({ key }) => `${key} has a search and no dropdown.`),
  /** A hook subscribes and unsubscribes by itself. */
  D017: ({ kind, part: { operation = {} } }) =>
    when(
      kind === 'triggers' && operation.type === 'hook' && !(operation.performSubscribe && operation.performUnsubscribe),
      'The address of the hook must be copied by hand.',
    ),
  D018: (scene) =>
    when(
      isShown(scene) && !isTitle(scene.part.display?.label ?? ''),
      `"${scene.part.display?.label}" is not in title case.`,
    ),
  D021: ({ kind, part }) =>
    when(
      kind === 'triggers' && !/^Triggers when .*\.$/.test(part.display?.description ?? ''),
      `"${part.display?.description}" does not start with "Triggers when".`,
    ),
  D022: ({ kind, part: { operation = {} } }) =>
    when(
      kind === 'creates' && (operation.inputFields ?? []).every((field) => field?.key === undefined),
      'The action has no static fields.',
    ),
  D023: ({ part }) =>
    textsIn(part.operation?.sample)
      .filter((text) => /^\d{4}-\d\d-\d\d[T ]\d\d:/.test(text) && !/(Z|[+-]\d\d:?\d\d)$/.test(text))
      .map((text) => `${text} has no time zone.`),
  /** The output fields match the sample, in every row. */
  D024: ({ part: { operation = {} } }) =>
    (operation.outputFields ?? []).flatMap(({ key = '', type = 'string', required }) => {
      const values = valuesAt(operation.sample, key).filter((value) => value !== undefined && value !== null);
      return [
        ...when(required === true && values.length === 0, `${key} is required and missing in the sample.`),
        ...values
          .filter((value) => !fits(type, value))
          .slice(0, 1)
          .map((value) => `${key} has type ${type} and is ${JSON.stringify(value)} in the sample.`),
      ];
    }),
  /** The description of an action is a sentence that starts with a verb. */
  '5.1': ({ kind, part }) =>
    when(
      kind !== 'triggers' && !/^[A-Z][a-z]+s\b.*\.$/.test(part.display?.description ?? ''),
      `"${part.display?.description}" is not a sentence that starts with a verb in the third person.`,
    ),
  /** Descriptions do not name the app, which the editor shows next to them. */
  '5.2': ({ part }) =>
    when(/assemblyai|zapier/i.test(part.display?.description ?? ''), 'The description names the app or the platform.'),
  /** The label of a search names what it finds. */
  '5.3': ({ kind, part }) =>
    when(kind === 'searches' && !/^Find /.test(part.display?.label ?? ''), `"${part.display?.label}" is not "Find …".`),
  /** A noun names one record. */
  '5.4': ({ part: { noun = '' } }) =>
    when(!/^[A-Z]/.test(noun) || /[^s]s$/.test(noun), `"${noun}" is not the name of one record.`),
  /** Keys are in snake case. */
  '6.2': ({ fields }) =>
    fields.filter(({ key = '' }) => !/^[a-z][a-z0-9_]*$/.test(key)).map(({ key }) => `${key} is not in snake case.`),
  /** Several values are a list. */
  '6.3': ({ fields }) =>
    fields
      .filter(({ helpText = '' }) => /\bcommas?\b.{0,12}\bseparated?\b|\bseparated? by commas?\b/i.test(helpText))
      .map(({ key }) => `${key} asks for comma-separated values instead of a list.`),
  /** People pick outputs by label. */
  '7.1': ({ part: { operation = {} } }) =>
    repeated((operation.outputFields ?? []).flatMap(({ label }) => (label === undefined ? [] : [label]))).map(
      (label) => `Several outputs have the label "${label}".`,
    ),
  /** Required fields come first among those that a form always has. */
  '6.1': ({ part }) => {
    // A required column is required only within its row.
    const fields = (part.operation?.inputFields ?? []).filter((field) => field?.key !== undefined);
    const last = fields.findLastIndex(({ required }) => required === true);
    return fields.slice(0, Math.max(last, 0)).some(({ required }) => required !== true)
      ? ['A required field comes after an optional one.']
      : [];
  },
};

/** All findings, in the order of the definition. */
export function checkDefinition(definition: Definition): readonly Finding[] {
  const parts = (['triggers', 'searches', 'creates'] as const).flatMap((kind) =>
    Object.entries(definition[kind] ?? {}).map(([key, part]): Scene => {
      const { inputFields = [], dynamicFields = [] } = part.operation ?? {};
      const fields = [...inputFields, ...dynamicFields]
        .filter((field) => field?.key !== undefined)
        .flatMap(withChildren);
      return { definition, kind, key, part, fields };
    }),
  );
  return [
    ...checkAuthentication(definition),
    ...parts.flatMap((scene) =>
      Object.entries(RULES).flatMap(([id, rule]) =>
        rule(scene).map((message) => ({ id, where: `${scene.kind}.${scene.key}`, message })),
      ),
    ),
  ];
}

function checkAuthentication({ authentication }: Definition): readonly Finding[] {
  if (authentication === undefined) return [];
  const withoutLink = (authentication.fields ?? [])
    .filter(({ computed, helpText = '' }) => computed !== true && !/\]\(https:/.test(helpText))
    .map(({ key }) => ({ id: 'D002', where: `authentication.${key}`, message: 'The help has no link.' }));
  const fields = authentication.fields ?? [];
  const label = String(authentication.connectionLabel ?? '');
  const whole = (id: string, isWrong: boolean, message: string): readonly Finding[] =>
    when(isWrong, message).map(() => ({ id, where: 'authentication', message }));
  const secrets = fields.filter(isSecret);
  return [
    ...withoutLink,
    ...whole('D003', label === '', 'Connections have no label.'),
    ...whole(
      'D003',
      secrets.some(({ key }) => label.includes(`{{${key}}}`)),
      'The label shows a secret.',
    ),
    ...whole(
      '4.1',
      secrets.some(({ isNoSecret }) => isNoSecret === true),
      'A secret has isNoSecret.',
    ),
    ...whole('4.2', authentication.test === undefined, 'The connection has no test.'),
    ...whole(
      'D008',
      fields.some(({ helpText }) => hasBareLink(helpText)),
      'The help has a bare link.',
    ),
  ];
}

const hasBareLink = (text = ''): boolean =>
  /https?:\/\//.test(text.replace(/\]\([^)]*\)/g, '').replace(/`[^`]*`/g, ''));

const wordsOf = (text = ''): string => text.replace(/\W/g, '').toLowerCase();

const SMALL = new Set('a an and as at but by for from in into nor of on or the to via with'.split(' '));

const isTitle = (text: string): boolean =>
  text
    .split(/\s+/)
    .every((word, at, all) => !/^[a-z]/.test(word) || (SMALL.has(word) && at > 0 && at < all.length - 1));

/** All texts in a value. */
export const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];

/** All values at a key such as `a__b` or `list[]name`. */
export const valuesAt = (sample: unknown, key: string): readonly unknown[] =>
  key.split(/__|(?<=\[\])/).reduce<readonly unknown[]>(
    (found, part) => {
      const inner = found.map(
        (at) => (at as Readonly<Record<string, unknown>> | null | undefined)?.[part.replace('[]', '')],
      );
      return part.endsWith('[]') ? inner.flatMap((rows) => (Array.isArray(rows) ? (rows as unknown[]) : [])) : inner;
    },
    [sample],
  );

const withChildren = (field: FieldOf): readonly FieldOf[] => [field, ...(field.children ?? [])];

const isSecret = ({ key = '', type }: FieldOf): boolean => type === 'password' || /key$|token$|secret$/i.test(key);

const repeated = (texts: readonly string[]): readonly string[] => [
  ...new Set(texts.filter((text, at) => texts.indexOf(text) !== at)),
];

/** Whether a value has the type of a field. */
export function fits(type: string, value: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'datetime') return typeof value === 'string' && !Number.isNaN(Date.parse(value));
  return typeof value === (type === 'number' || type === 'boolean' ? type : 'string');
}
