import { type AnyEntry, type AnyEvent, formFields, prominenceOf } from '@aai-connectors/core';

/** A property as the platform stores it. */
export interface TranslatableProp {
  readonly displayName?: string;
  readonly description?: string;
  readonly options?: unknown;
}

/** An action, a trigger or a connection as the platform stores it. */
export interface TranslatablePart {
  readonly displayName?: string;
  readonly description?: string;
  readonly props?: Readonly<Record<string, TranslatableProp>>;
}

/** The parts of a piece whose texts the platform translates. */
export interface TranslatablePiece {
  readonly description: string;
  readonly auth: TranslatablePart;
  readonly actions: Readonly<Record<string, TranslatablePart>>;
  readonly triggers: Readonly<Record<string, TranslatablePart>>;
}

/** The texts of the piece in three sets, each larger than the previous. */
export interface Texts {
  /** Labels and descriptions of the connection, actions, triggers, essential fields, waiting and files. */
  readonly essential: ReadonlySet<string>;
  /** All texts that the platform translates: also other fields at first sight, and the options of dropdowns. */
  readonly translatable: ReadonlySet<string>;
  /** All texts, with those of dynamic properties and columns, which the platform shows in English. */
  readonly all: ReadonlySet<string>;
}

/** Number of texts in a language. */
export interface Coverage {
  readonly language: string;
  readonly essential: number;
  readonly translatable: number;
  readonly all: number;
}

/** Suffix of the property that takes a file instead of a URL. */
const FILE = /_file$/;

/** @param all the texts of `translation.json` */
export function textsOf(
  piece: TranslatablePiece,
  entries: readonly (AnyEntry | AnyEvent)[],
  all: readonly string[],
): Texts {
  const essential = new Set<string>([piece.description]);
  const others = new Set<string>();
  const add = (into: Set<string>, { displayName, description }: TranslatablePart): void => {
    for (const text of [displayName, description]) if (text !== undefined && text !== '') into.add(text);
  };
  const parts = [
    { part: piece.auth, isEssential: () => true },
    ...Object.entries({ ...piece.actions, ...piece.triggers }).map(([id, part]) => ({
      part,
      isEssential: essentialIn(entries.find((entry) => entry.id === id)),
    })),
  ];
  for (const { part, isEssential } of parts) {
    add(essential, part === piece.auth ? { ...part, displayName: '' } : part);
    for (const [key, prop] of Object.entries(part.props ?? {})) {
      add(isEssential(key) ? essential : others, prop);
      for (const label of optionLabels(prop)) others.add(label);
    }
  }
  const translatable = new Set([...essential, ...others]);
  return { essential, translatable, all: new Set([...translatable, ...all]) };
}

/** Whether a property is essential: an essential field, or a property of the platform such as waiting and files. */
function essentialIn(entry: AnyEntry | AnyEvent | undefined): (key: string) => boolean {
  const fields = formFields(entry?.params ?? {});
  return (key) => {
    const field = fields[key] ?? fields[key.replace(FILE, '')];
    return field === undefined || prominenceOf(field) === 'essential';
  };
}

/** Labels of a dropdown's options; none for a dropdown that loads them. */
function optionLabels({ options }: TranslatableProp): readonly string[] {
  const list = (options as { readonly options?: unknown } | undefined)?.options;
  return Array.isArray(list) ? (list as readonly { readonly label: string }[]).map(({ label }) => label) : [];
}

/** @param translated the texts that a language has, by the keys of the platform */
export function coverageOf(
  language: string,
  texts: Texts,
  translated: Readonly<Record<string, string>>,
  keyOf: (text: string) => string,
): Coverage {
  const count = (set: ReadonlySet<string>): number => [...set].filter((text) => keyOf(text) in translated).length;
  return {
    language,
    essential: count(texts.essential),
    translatable: count(texts.translatable),
    all: count(texts.all),
  };
}

/** A Markdown table of the languages. */
export function tableOf({ essential, translatable, all }: Texts, coverages: readonly Coverage[]): string {
  const share = (count: number, { size }: ReadonlySet<string>): string =>
    `${count} of ${size} (${Math.floor((100 * count) / size)}%)`;
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return [
    row(['language', 'essentials', 'all that the platform translates', 'all texts']),
    row(['---', '---', '---', '---']),
    ...coverages.map((one) =>
      row([one.language, share(one.essential, essential), share(one.translatable, translatable), share(one.all, all)]),
    ),
  ].join('');
}
