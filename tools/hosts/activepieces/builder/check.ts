import { piecePropertiesUtils } from '@activepieces/pieces-framework';
import {
  LoopOnItemsActionSchema,
  PieceActionSchema,
  PieceTrigger,
  RouterActionSettingsWithValidation,
} from '@activepieces/shared';
import { filled } from './defaults.ts';
import type { BuilderPart, BuilderPiece, BuilderProp, BuilderProps } from './pieces.ts';
import { stepsOf, type Template, type TemplateStep } from './template.ts';

/** Why a person who opens a template cannot publish it, or does not see what a step does. */
export interface Finding {
  readonly step: string;
  readonly message: string;
}

type Input = Readonly<Record<string, unknown>>;
type Messages = readonly string[];

/**
 * Validates each step as the builder does when a person opens it. An import does not: it takes `valid` from the file,
 * and the step becomes incomplete as soon as it is opened.
 *
 * @param pieces all pieces that the template may use
 */
export async function checkTemplate(template: Template, pieces: readonly BuilderPiece[]): Promise<readonly Finding[]> {
  const steps = stepsOf(template);
  const findings: Finding[] = [];
  for (const [at, step] of steps.entries()) {
    const before = steps.slice(0, at).map(({ name }) => name);
    const messages = [...(await messagesOf(step, pieces)), ...unknownSteps(step, before)];
    findings.push(...messages.map((message) => ({ step: step.name, message })));
  }
  return findings;
}

/** Number of steps that the builder shows as incomplete. */
export const incompleteSteps = (findings: readonly Finding[]): number => new Set(findings.map(({ step }) => step)).size;

async function messagesOf(step: TemplateStep, pieces: readonly BuilderPiece[]): Promise<Messages> {
  switch (step.type) {
    case 'PIECE':
    case 'PIECE_TRIGGER':
      return pieceMessages(step, pieces);
    case 'LOOP_ON_ITEMS':
      return [
        ...issuesOf(LoopOnItemsActionSchema.safeParse(step)),
        ...((step.settings.items ?? '') === '' ? ['The loop has no list.'] : []),
      ];
    case 'ROUTER':
      return issuesOf(RouterActionSettingsWithValidation.safeParse(step.settings));
    case 'EMPTY':
      return ['The trigger is not selected.'];
    default:
      return [`The type ${step.type} is not known.`];
  }
}

async function pieceMessages(step: TemplateStep, pieces: readonly BuilderPiece[]): Promise<Messages> {
  const { pieceName = '', pieceVersion = '', actionName = '', triggerName = '', input = {} } = step.settings;
  const isTrigger = step.type === 'PIECE_TRIGGER';
  const piece = pieces.find(({ name }) => name === pieceName);
  const part = isTrigger ? piece?.triggers[triggerName] : piece?.actions[actionName];
  if (piece === undefined || part === undefined) return [`${pieceName} has no ${actionName || triggerName || 'step'}.`];
  const schema = isTrigger ? PieceTrigger : PieceActionSchema;
  return [
    ...(step.displayName === '' ? ['The step has no name.'] : []),
    ...(isVersionOf(pieceVersion, piece.version) ? [] : [`The version is ${pieceVersion}, not ${piece.version}.`]),
    ...issuesOf(schema.safeParse(step)),
    ...inputIssues(piece, part, input),
    ...shownWrong(part.props, input, step.settings.propertySettings ?? {}),
    ...(await withinIssues(part.props, input)),
    ...Object.keys(input)
      .filter((key) => key !== 'auth' && part.props[key] === undefined)
      .map((key) => `${key}: the step has no such property.`),
  ];
}

/** `~` takes patches, as the builder itself writes versions. */
const isVersionOf = (pinned: string, version: string): boolean =>
  pinned === version ||
  (pinned.startsWith('~') && pinned.slice(1).split('.').slice(0, 2).join() === version.split('.').slice(0, 2).join());

/** What the schema of the form says. The form has the values of the file only: nothing is filled in. */
function inputIssues({ hasAuth }: BuilderPiece, { props, requireAuth = true }: BuilderPart, input: Input): Messages {
  const auth = hasAuth && requireAuth ? CUSTOM_AUTH : undefined;
  return issuesOf(piecePropertiesUtils.buildSchema(props as never, auth as never, requireAuth).safeParse(input));
}

const CUSTOM_AUTH = { type: 'CUSTOM_AUTH' };

/** The form of a dynamic property is built when the step opens. It fills in what has no value, and validates the rest. */
async function withinIssues(props: BuilderProps, input: Input): Promise<Messages> {
  const found: string[] = [];
  for (const [key, { within }] of Object.entries(props)) {
    if (within === undefined) continue;
    const inner = await within(input);
    const value = (input[key] ?? {}) as Input;
    const issues = issuesOf(
      piecePropertiesUtils.buildSchema(inner as never, undefined).safeParse(filled(inner, value)),
    );
    const lost = Object.keys(value).filter((name) => inner[name] === undefined);
    found.push(
      ...[...issues, ...shownWrong(inner, value, {})].map((message) => `${key}.${message}`),
      ...lost.map((name) => `${key}.${name}: no selected topic has this setting.`),
    );
  }
  return found;
}

const EXPRESSION = /\{\{.*\}\}/s;
const hasExpression = (value: unknown): boolean => EXPRESSION.test(JSON.stringify(value) ?? '');

/**
 * Controls that show choices instead of text cannot show an expression, or a value that is not a choice, unless the
 * step says that the value is dynamic. A dynamic value is a text.
 */
const shownWrong = (
  props: BuilderProps,
  input: Input,
  modes: NonNullable<TemplateStep['settings']['propertySettings']>,
): Messages =>
  Object.entries(props).flatMap(([key, prop]) => {
    const value = input[key];
    if (value === undefined || value === null || value === '') return [];
    const isDynamic = modes[key]?.type === 'DYNAMIC';
    if (isDynamic) {
      const isRows = prop.type === 'ARRAY' && prop.properties !== undefined;
      return typeof value === 'string' || isRows ? [] : [`${key}: a dynamic value must be a text.`];
    }
    if (!isChoice(prop)) return [];
    if (hasExpression(value)) return [`${key}: the form does not show an expression here unless it is dynamic.`];
    const chosen: readonly unknown[] = Array.isArray(value) ? value : [value];
    const strange = prop.values === undefined ? [] : chosen.filter((one) => !prop.values!.includes(one));
    return strange.map((one) => `${key}: ${JSON.stringify(one)} is not one of the choices.`);
  });

const isChoice = ({ type }: BuilderProp): boolean => /DROPDOWN$|^CHECKBOX$/.test(type);

/** Steps that expressions name and that do not run before. */
const unknownSteps = ({ settings }: TemplateStep, before: readonly string[]): Messages => {
  const text = JSON.stringify([settings.input ?? {}, settings.items ?? '']);
  const named = [...text.matchAll(/\{\{\s*(trigger|step_\d+)\b/g)].map(([, name]) => name!);
  return [...new Set(named)]
    .filter((name) => !before.includes(name))
    .map((name) => `An expression uses ${name}, which does not run before.`);
};

/** Issues of a schema, one a message. */
function issuesOf(result: {
  readonly success: boolean;
  readonly error?:
    { readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] } | undefined;
}): Messages {
  return (result.error?.issues ?? []).map(({ path, message }) => `${path.map(String).join('.')}: ${message}`);
}
