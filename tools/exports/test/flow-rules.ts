/** Checks the definition of a flow against the actions of the connector. */
import type { Operation } from './power-automate-rules.ts';

interface Step {
  readonly type: string;
  readonly inputs?: unknown;
  readonly runAfter?: Readonly<Record<string, readonly string[]>>;
  readonly actions?: Readonly<Record<string, Step>>;
  readonly else?: { readonly actions: Readonly<Record<string, Step>> };
}

interface Flow {
  readonly definition: {
    readonly $schema: string;
    readonly parameters: Readonly<Record<string, unknown>>;
    readonly triggers: Readonly<
      Record<string, { readonly inputs: { readonly schema: { readonly properties: object } } }>
    >;
    readonly actions: Readonly<Record<string, Step>>;
  };
}

const TYPES = ['OpenApiConnection', 'InitializeVariable', 'SetVariable', 'Until', 'Wait', 'If', 'Terminate', 'Compose'];

export function flowProblems(flow: unknown, operations: readonly Operation[]): readonly string[] {
  const { definition } = flow as Flow;
  const steps = stepsIn(definition.actions);
  const names = new Set(steps.map(({ name }) => name));
  const text = JSON.stringify(definition);
  const triggers = Object.values(definition.triggers);
  const asked = Object.keys(triggers[0]!.inputs.schema.properties);
  const named = (pattern: RegExp): readonly string[] => [...text.matchAll(pattern)].map(([, name]) => name!);
  return [
    ...(triggers.length === 1 ? [] : ['A flow has one trigger']),
    ...named(/outputs\('(\w+)'\)/g)
      .filter((name) => !names.has(name))
      .map((name) => `There is no step ${name}`),
    ...named(/triggerBody\(\)\?\['(\w+)'\]/g)
      .filter((name) => !asked.includes(name))
      .map((name) => `The trigger has no ${name}`),
    ...named(/[^a-z]parameters\('([$\w]+)'\)/g)
      .filter((name) => definition.parameters[name] === undefined)
      .map((name) => `There is no parameter ${name}`),
    ...steps.flatMap(({ name, step, siblings }) => [
      ...(TYPES.includes(step.type) ? [] : [`${name}: unknown type ${step.type}`]),
      ...Object.keys(step.runAfter ?? {})
        .filter((other) => siblings[other] === undefined)
        .map((other) => `${name}: runs after ${other}, which is not in the same place`),
      ...(step.type === 'OpenApiConnection' ? callProblems(name, step, operations) : []),
    ]),
  ];
}

interface Placed {
  readonly name: string;
  readonly step: Step;
  readonly siblings: Readonly<Record<string, Step>>;
}

const stepsIn = (actions: Readonly<Record<string, Step>>): readonly Placed[] =>
  Object.entries(actions).flatMap(([name, step]) => [
    { name, step, siblings: actions },
    ...stepsIn(step.actions ?? {}),
    ...stepsIn(step.else?.actions ?? {}),
  ]);

function callProblems(name: string, step: Step, operations: readonly Operation[]): readonly string[] {
  const { host, parameters } = step.inputs as {
    readonly host: { readonly operationId: string };
    readonly parameters: Readonly<Record<string, unknown>>;
  };
  const operation = operations.find(({ operationId }) => operationId === host.operationId);
  if (operation === undefined) return [`${name}: there is no action ${host.operationId}`];
  const body = operation.parameters.find((one) => one.in === 'body')?.schema?.properties ?? {};
  const known = new Set([
    ...operation.parameters.map((one) => one.name),
    ...Object.keys(body).map((key) => `body/${key}`),
  ]);
  return [
    ...Object.keys(parameters)
      .filter((key) => !known.has(key))
      .map((key) => `${name}: there is no parameter ${key}`),
    ...operation.parameters
      .filter((one) => one.required === true && one.in !== 'body' && parameters[one.name] === undefined)
      .map((one) => `${name}: ${one.name} is missing`),
  ];
}
