/** The parameters of a module, and the request body that they become. */
import { type Field, type Fields, pathOf } from '@aai-connectors/core';
import { type Parameter, parameterOf } from './parameter.ts';

/** A body with expressions of Make, in which `undefined` leaves out a member. */
export interface BodyForm {
  readonly parameters: readonly Parameter[];
  readonly body: Readonly<Record<string, unknown>>;
  /** Objects that the body contains only if a feature is on. */
  readonly temp: Readonly<Record<string, unknown>>;
}

const EMPTY = "parseJSON('{}')";
const expression = (text: string): string => `{{${text}}}`;

interface Placed {
  readonly key: string;
  readonly field: Field;
  readonly path: readonly string[];
}

/**
 * A parameter of the top level keeps its name. An object becomes a collection. A feature, whose presence in the request
 * turns it on, becomes a switch with a collection; if the operation always runs it, a collection alone. A field that
 * depends on a switch is nested in it.
 */
export function bodyForm(fields: Fields): BodyForm {
  const all = Object.entries(fields).map(([key, field]): Placed => ({
    key,
    field,
    path: pathOf(key, field).split('.'),
  }));
  const body: Record<string, unknown> = {};
  const temp: Record<string, unknown> = {};
  const shown: { readonly parameter: Parameter; readonly gate: string | undefined }[] = [];
  const show = (parameter: Parameter, gate?: string): void => void shown.push({ parameter, gate });

  for (const { key, field, path } of all) {
    if (path.length > 1) continue;
    if (field.layout !== 'merge') body[path[0]!] = expression(valueOf(key, field));
    show(parameterOf(key, field, fields), gateOf(field));
  }
  for (const [name, members] of Map.groupBy(
    all.filter(({ path }) => path.length > 1),
    ({ path }) => path[0]!,
  )) {
    const options = members.filter(({ path }) => path.length === 2);
    if (options.length === members.length) {
      const gate = gateOf(options[0]!.field);
      show(collection(name, options, fields), gate);
      body[name] = expression(
        gate === undefined ? `parameters.${name}` : `if(parameters.${gate}, parameters.${name}, undefined)`,
      );
      continue;
    }
    const features = featuresIn(members);
    for (const feature of features) {
      const { leaves, flag } = feature;
      if (flag !== undefined) show(parameterOf(flag.key, flag.field, fields));
      if (leaves.length > 0) show(collection(optionsName(feature), leaves, fields, flag?.field.label), flag?.key);
    }
    const request = Object.fromEntries(features.map((feature) => [feature.id, featureOf(feature)]));
    if (features.some(({ flag }) => flag === undefined)) {
      body[name] = { request };
      continue;
    }
    temp[name] = { request };
    body[name] = expression(
      features.reduceRight((rest, { flag }) => `if(parameters.${flag!.key}, temp.${name}, ${rest})`, 'undefined'),
    );
  }
  // Comes last, because its members override the others.
  for (const { key, field } of all) {
    if (field.layout === 'merge') body['{{...}}'] = expression(`parseJSON(ifempty(parameters.${key}, '{}'))`);
  }
  return { parameters: nested(shown), body, temp };
}

interface Feature {
  readonly id: string;
  readonly flag: Placed | undefined;
  readonly leaves: readonly Placed[];
}

/** The features below `speech_understanding.request`. */
const featuresIn = (members: readonly Placed[]): readonly Feature[] =>
  [...Map.groupBy(members, ({ path }) => path[2]!)].map(([id, own]) => ({
    id,
    flag: own.find(({ field }) => field.layout === 'presence'),
    leaves: own.filter(({ field }) => field.layout !== 'presence'),
  }));

/** Name of the collection with the options of a feature, which no switch and no parameter of the API has. */
const optionsName = ({ id, flag }: Pick<Feature, 'id' | 'flag'>): string => (flag === undefined ? id : `${id}_options`);

function featureOf({ id, flag, leaves }: Feature): string {
  const value = leaves.length === 0 ? EMPTY : `ifempty(parameters.${optionsName({ id, flag })}, ${EMPTY})`;
  return expression(flag === undefined ? value : `if(parameters.${flag.key}, ${value}, undefined)`);
}

function collection(name: string, members: readonly Placed[], fields: Fields, feature?: string): Parameter {
  return {
    name,
    label: feature === undefined ? labelOf(name) : `${feature} Options`,
    type: 'collection',
    spec: members.map(({ field, path }) => parameterOf(path.at(-1)!, field, fields)),
  };
}

/** `speaker_options` as `Speaker Options`. */
const labelOf = (name: string): string =>
  name
    .replace(/_/g, ' ')
    .replace(/\b\w/g, (letter) => letter.toUpperCase())
    .replace('Pii', 'PII');

/** The innermost switch without which a field has no effect. */
const gateOf = ({ showWhen }: Field): string | undefined =>
  Object.entries(showWhen ?? {}).findLast(([, value]) => value === true)?.[0];

function valueOf(key: string, field: Field): string {
  const value = `parameters.${key}`;
  if (field.kind === 'json') return `if(${value}, parseJSON(ifempty(${value}, '{}')), undefined)`;
  if (field.kind === 'rows' && field.layout === 'map') {
    const [name = '', content = ''] = Object.keys(field.columns);
    return `if(${value}, toCollection(${value}, '${name}', '${content}'), undefined)`;
  }
  return value;
}

/** Puts parameters into their switches. */
function nested(
  shown: readonly { readonly parameter: Parameter; readonly gate: string | undefined }[],
  gate?: string,
): readonly Parameter[] {
  const names = new Set(shown.map(({ parameter }) => parameter.name));
  return shown
    .filter((one) => (one.gate !== undefined && names.has(one.gate) ? one.gate : undefined) === gate)
    .map(({ parameter }) => {
      const inner = parameter.type === 'boolean' ? nested(shown, parameter.name) : [];
      return inner.length === 0 ? parameter : { ...parameter, nested: inner };
    });
}
