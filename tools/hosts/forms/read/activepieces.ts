import type { Control, Form, FormField, FormOption } from './form.ts';
import { everyField, type LiveForm, untouched } from './states.ts';

/** A property as the framework makes it. */
export interface PieceProp {
  readonly type: string;
  readonly displayName?: string;
  readonly description?: string;
  readonly required?: boolean;
  readonly defaultValue?: unknown;
  readonly refreshers?: readonly string[];
  /** A function finds the choices in the account. */
  readonly options?: unknown;
  /** Columns of an array. */
  readonly properties?: PieceProps;
  /** Fields of a dynamic property for answers; of a connection, its fields. */
  readonly props?: ((answers: object, context: object) => Promise<PieceProps>) | PieceProps;
}

type PieceProps = Readonly<Record<string, PieceProp>>;

/** An action or a trigger. */
export interface PieceStep {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly props: PieceProps;
}

/** A built piece, as far as it is a form. */
export interface BuiltPiece {
  readonly auth: PieceProp;
  actions(): Readonly<Record<string, PieceStep>>;
  triggers(): Readonly<Record<string, PieceStep>>;
}

/** All forms of a built piece. */
export async function activepiecesForms(piece: BuiltPiece): Promise<readonly Form[]> {
  const { auth } = piece;
  const fields = Object.entries(typeof auth.props === 'object' ? auth.props : {}).map(([key, prop]) =>
    fieldOf(key, prop),
  );
  const steps = (kind: Form['kind'], all: Readonly<Record<string, PieceStep>>): Promise<Form[]> =>
    Promise.all(Object.values(all).map((step) => activepiecesForm(kind, step)));
  return [
    ...(await steps('operation', piece.actions())),
    ...(await steps('trigger', piece.triggers())),
    {
      host: 'activepieces',
      kind: 'connection',
      id: 'connection',
      label: auth.displayName ?? 'Connection',
      help: auth.description ?? '',
      shown: fields,
      all: fields,
    },
  ];
}

/** The form of one step. */
export async function activepiecesForm(kind: Form['kind'], step: PieceStep): Promise<Form> {
  const { name, displayName, description, props } = step;
  const altering = new Set(Object.values(props).flatMap(({ refreshers = [] }) => refreshers));
  const live: LiveForm = {
    async ask(answers) {
      const asked = Object.entries(props).map(async ([key, prop]) => {
        if (prop.type !== 'DYNAMIC') return [fieldOf(key, prop)];
        const { props: contents, refreshers = [] } = prop;
        // The host passes on what the property says it depends on, and nothing else.
        const passed = Object.fromEntries(refreshers.map((other) => [other, answers[other]]));
        const within = typeof contents === 'function' ? await contents(passed, {}) : {};
        return [fieldOf(key, prop), ...Object.entries(within).map(([inner, one]) => fieldOf(inner, one))];
      });
      return (await Promise.all(asked)).flat();
    },
    alters: ({ key }) => altering.has(key),
  };
  const bare = Object.entries(props).map(([key, prop]) => fieldOf(key, prop));
  return {
    host: 'activepieces',
    kind,
    id: name,
    label: displayName,
    help: description,
    shown: await live.ask(untouched(bare)),
    all: (await everyField(live)).filter(({ control }) => control !== 'notice' && control !== 'dynamic'),
  };
}

function fieldOf(key: string, prop: PieceProp): FormField {
  const { type, displayName, description, required, defaultValue, options, properties } = prop;
  return {
    key,
    label: displayName ?? key,
    help: description,
    control: CONTROLS[type] ?? 'text',
    required,
    options: optionsOf(options),
    start: defaultValue,
    columns: properties && Object.entries(properties).map(([name, column]) => fieldOf(name, column)),
    ...(type === 'ARRAY' && properties !== undefined && { control: 'rows' as const }),
  };
}

const CONTROLS: Readonly<Record<string, Control>> = {
  LONG_TEXT: 'longText',
  SECRET_TEXT: 'secret',
  NUMBER: 'number',
  DATE_TIME: 'date',
  CHECKBOX: 'toggle',
  STATIC_DROPDOWN: 'choice',
  STATIC_MULTI_SELECT_DROPDOWN: 'choices',
  DROPDOWN: 'picker',
  MULTI_SELECT_DROPDOWN: 'picker',
  ARRAY: 'list',
  FILE: 'file',
  JSON: 'json',
  OBJECT: 'json',
  MARKDOWN: 'notice',
  DYNAMIC: 'dynamic',
};

function optionsOf(given: unknown): readonly FormOption[] | undefined {
  if (typeof given !== 'object' || given === null || !('options' in given)) return undefined;
  const { options } = given as { readonly options: readonly { readonly label: string; readonly value: unknown }[] };
  return options.map(({ label, value }) => ({ label, value: String(value) }));
}
