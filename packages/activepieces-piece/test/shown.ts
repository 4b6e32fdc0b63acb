import { assemblyAi } from '../src/index.ts';
import { type AnyEntry, type AnyEvent, ENTRIES, EVENTS } from '../src/lib/core.ts';

/** A property as far as people see it. */
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

/** What comes once the switches that a property depends on are turned. */
export async function settingsIn(part: ShownPart, prop: ShownProp): Promise<Readonly<Record<string, ShownProp>>> {
  if (prop.props === undefined) return {};
  const entry = [...ENTRIES, ...EVENTS].find(({ id }) => id === part.name) as AnyEntry | AnyEvent;
  const flags = Object.entries(entry.params).filter(([, { kind }]) => kind === 'flag');
  const answered = (value: boolean): object => Object.fromEntries(flags.map(([key]) => [key, value]));
  const on = await prop.props(answered(true), {});
  return Object.keys(on).length > 0 ? on : prop.props(answered(false), {});
}
