import type { Control, Form, FormField } from './form.ts';

/** A JSON schema, as far as the package writes it. */
export interface ToolSchema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, ToolSchema>>;
  readonly required?: readonly string[];
  readonly items?: ToolSchema;
  readonly enum?: readonly string[];
  readonly format?: string;
}

export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly schema: ToolSchema;
}

/** The input of a tool: a model sees all of it at once, and must fill in what is required. */
export function langchainForm({ name, description, schema }: Tool): Form {
  const all = fieldsOf(schema);
  return {
    host: 'langchain',
    kind: 'tool',
    id: name,
    label: name,
    help: description,
    shown: all.filter(({ required }) => required === true),
    all,
  };
}

const fieldsOf = ({ properties = {}, required = [] }: ToolSchema): readonly FormField[] =>
  Object.entries(properties).map(([key, one]) => fieldOf(key, one, required.includes(key)));

function fieldOf(key: string, schema: ToolSchema, required: boolean): FormField {
  const { description, items } = schema;
  const options = (schema.enum ?? items?.enum)?.map((value) => ({ value, label: value }));
  const columns = items?.properties && fieldsOf(items);
  return { key, label: key, help: description, control: controlOf(schema), required, options, columns };
}

function controlOf({ type, items, enum: values, format }: ToolSchema): Control {
  if (type === 'boolean') return 'toggle';
  if (type === 'number' || type === 'integer') return 'number';
  if (type === 'array') return items?.properties ? 'rows' : items?.enum ? 'choices' : 'list';
  if (type === 'object') return 'json';
  return values ? 'choice' : format === 'date' ? 'date' : 'text';
}
