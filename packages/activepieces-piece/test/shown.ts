import { assemblyAi } from '../src/index.ts';

/** The part of a property that people see. */
export interface ShownProp {
  readonly type: string;
  readonly displayName?: string;
  readonly description?: string;
  readonly required?: boolean;
  readonly defaultValue?: unknown;
  readonly options?: unknown;
  readonly properties?: Readonly<Record<string, ShownProp>>;
  readonly props?: (answers: object, context: object) => Promise<Readonly<Record<string, ShownProp>>>;
}

export interface ShownPart {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly props: Readonly<Record<string, ShownProp>>;
}

export const actions = Object.values(assemblyAi.actions()) as unknown as readonly ShownPart[];
export const triggers = Object.values(assemblyAi.triggers()) as unknown as readonly ShownPart[];

/** The topics that a form offers. */
export const topicsOf = ({ props }: Pick<ShownPart, 'props'>): readonly string[] =>
  choicesOf(props['more_settings']).map(({ value }) => value);

/** The properties that a dynamic property shows for these topics. */
export const settingsIn = async (
  part: Pick<ShownPart, 'props'>,
  prop: ShownProp,
  topics: readonly string[] = topicsOf(part),
): Promise<Readonly<Record<string, ShownProp>>> => (await prop.props?.({ more_settings: topics }, {})) ?? {};

/** The choices of a dropdown; none for other properties. */
export const choicesOf = (prop: ShownProp | undefined): readonly { readonly label: string; readonly value: string }[] =>
  (prop?.options as { readonly options?: never } | undefined)?.options ?? [];
