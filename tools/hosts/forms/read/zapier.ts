import type { Control, Form, FormField, FormOption } from './form.ts';
import { everyField, type LiveForm, untouched } from './states.ts';

/** An input field as the platform takes it. */
export interface ZapierField {
  readonly key: string;
  readonly label?: string;
  readonly helpText?: string;
  readonly type?: string;
  readonly required?: boolean;
  readonly list?: boolean;
  readonly default?: string;
  readonly placeholder?: string;
  readonly group?: string;
  readonly altersDynamicFields?: boolean;
  /** The hidden trigger that finds the choices in the account. */
  readonly dynamic?: string;
  /** A list, or an object from values to labels. Another object finds the choices in the account. */
  readonly choices?: readonly ZapierChoice[] | Readonly<Record<string, unknown>>;
  readonly children?: readonly ZapierField[];
}

type ZapierChoice = string | { readonly value: string; readonly label: string };

type ZapierPart =
  ZapierField | ((z: object, bundle: object) => readonly ZapierField[] | Promise<readonly ZapierField[]>);

/** A trigger, a search or a create. */
export interface ZapierStep {
  readonly display: { readonly label: string; readonly description: string; readonly hidden?: boolean };
  readonly operation: {
    readonly inputFields?: readonly ZapierPart[];
    readonly inputFieldGroups?: readonly { readonly key: string; readonly label: string }[];
  };
}

type ZapierSteps = Readonly<Record<string, ZapierStep>>;

/** The app's default export, as far as it is a form. */
export interface ZapierApp {
  readonly authentication: { readonly fields: readonly ZapierField[] };
  readonly triggers: ZapierSteps;
  readonly searches: ZapierSteps;
  readonly creates: ZapierSteps;
}

/** All forms of a built app that people see. */
export async function zapierForms({
  authentication,
  triggers,
  searches,
  creates,
}: ZapierApp): Promise<readonly Form[]> {
  const visible = (steps: ZapierSteps): [string, ZapierStep][] =>
    Object.entries(steps).filter(([, { display }]) => display.hidden !== true);
  const fields = authentication.fields.map((field) => fieldOf(field));
  return [
    ...(await Promise.all(visible(creates).map(([id, step]) => zapierForm('operation', id, step)))),
    ...(await Promise.all(visible(searches).map(([id, step]) => zapierForm('operation', id, step)))),
    ...(await Promise.all(visible(triggers).map(([id, step]) => zapierForm('trigger', id, step)))),
    { host: 'zapier', kind: 'connection', id: 'connection', label: 'AssemblyAI', help: '', shown: fields, all: fields },
  ];
}

/** The form of one step. */
export async function zapierForm(kind: Form['kind'], id: string, { display, operation }: ZapierStep): Promise<Form> {
  const parts = operation.inputFields ?? [];
  const headings = Object.fromEntries((operation.inputFieldGroups ?? []).map(({ key, label }) => [key, label]));
  const altering = new Set<string>();
  const live: LiveForm = {
    async ask(inputData) {
      const asked = parts.map(async (part) =>
        typeof part === 'function' ? part({}, { inputData, authData: {}, meta: {} }) : [part],
      );
      const fields = (await Promise.all(asked)).flat();
      for (const { key, altersDynamicFields } of fields) if (altersDynamicFields === true) altering.add(key);
      return fields.map((field) => fieldOf(field, headings));
    },
    alters: ({ key }) => altering.has(key),
  };
  const bare = await live.ask({});
  return {
    host: 'zapier',
    kind,
    id,
    label: display.label,
    help: display.description,
    shown: await live.ask(untouched(bare)),
    all: (await everyField(live)).filter(({ control }) => control !== 'notice'),
  };
}

function fieldOf(field: ZapierField, headings: Readonly<Record<string, string>> = {}): FormField {
  const { key, label, helpText, required, placeholder, group, children } = field;
  return {
    key,
    label: label ?? key,
    help: helpText,
    control: controlOf(field),
    required,
    options: optionsOf(field.choices),
    start: field.default,
    placeholder,
    heading: group === undefined ? undefined : headings[group],
    columns: children?.map((child) => fieldOf(child)),
  };
}

function controlOf({ type = 'string', list, dynamic, choices, children }: ZapierField): Control {
  if (children !== undefined) return 'rows';
  if (dynamic !== undefined) return 'picker';
  if (choices !== undefined && optionsOf(choices) === undefined) return 'picker';
  if (choices !== undefined) return list === true ? 'choices' : 'choice';
  if (list === true) return 'list';
  return CONTROLS[type] ?? 'text';
}

const CONTROLS: Readonly<Record<string, Control>> = {
  text: 'longText',
  code: 'longText',
  password: 'secret',
  integer: 'number',
  number: 'number',
  datetime: 'date',
  boolean: 'toggle',
  file: 'file',
  copy: 'notice',
};

function optionsOf(choices: ZapierField['choices']): readonly FormOption[] | undefined {
  if (choices === undefined) return undefined;
  if (isList(choices))
    return choices.map((choice) => (typeof choice === 'string' ? { value: choice, label: choice } : choice));
  const pairs = Object.entries(choices);
  if (!pairs.every(([, label]) => typeof label === 'string') || 'perform' in choices) return undefined;
  return pairs.map(([value, label]) => ({ value, label: String(label) }));
}

const isList = (choices: object): choices is readonly ZapierChoice[] => Array.isArray(choices);
