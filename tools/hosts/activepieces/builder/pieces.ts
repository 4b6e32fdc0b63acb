import { readdirSync, readFileSync } from 'node:fs';
import type { Part, Piece } from '../emulator/load.ts';

/** A property as the builder validates it. */
export interface BuilderProp {
  readonly type: string;
  readonly required: boolean;
  /** Values of a dropdown whose choices are fixed. */
  readonly values?: readonly unknown[];
  /** Properties of each row of a list. */
  readonly properties?: BuilderProps;
  /** The properties within a dynamic one, for the values of the others. Unknown for a recorded piece. */
  readonly within?: (input: Readonly<Record<string, unknown>>) => Promise<BuilderProps>;
}

export type BuilderProps = Readonly<Record<string, BuilderProp>>;

/** An action or a trigger as the builder validates it. */
export interface BuilderPart {
  /** Whether the step needs a connection. @default true */
  readonly requireAuth?: boolean;
  readonly props: BuilderProps;
}

/** A piece as the builder validates its steps. */
export interface BuilderPiece {
  readonly name: string;
  readonly version: string;
  readonly hasAuth: boolean;
  readonly actions: Readonly<Record<string, BuilderPart>>;
  readonly triggers: Readonly<Record<string, BuilderPart>>;
}

const RECORDED = new URL('pieces/', import.meta.url);

/** Pieces of others that templates use: types of their properties, recorded from their packages on npm. */
export const recordedPieces = (): readonly BuilderPiece[] =>
  readdirSync(RECORDED).map((file) => JSON.parse(readFileSync(new URL(file, RECORDED), 'utf8')) as BuilderPiece);

/** A property as the framework makes it. */
interface FrameworkProp {
  readonly type: string;
  readonly required?: boolean;
  readonly options?: unknown;
  readonly properties?: Readonly<Record<string, FrameworkProp>>;
  readonly refreshers?: readonly string[];
  readonly props?: (answers: object, context: object) => Promise<Readonly<Record<string, FrameworkProp>>>;
}

/** A loaded piece. */
export function builderPiece(piece: Piece, { name, version }: { name: string; version: string }): BuilderPiece {
  const parts = (all: Readonly<Record<string, Part>>): Readonly<Record<string, BuilderPart>> =>
    Object.fromEntries(
      Object.entries(all).map(([id, { props }]) => [
        id,
        { props: propsOf(props as Readonly<Record<string, FrameworkProp>>) },
      ]),
    );
  return { name, version, hasAuth: true, actions: parts(piece.actions()), triggers: parts(piece.triggers()) };
}

const propsOf = (props: Readonly<Record<string, FrameworkProp>>): BuilderProps =>
  Object.fromEntries(Object.entries(props).map(([key, prop]) => [key, propOf(prop)]));

function propOf({ type, required = false, options, properties, refreshers = [], props }: FrameworkProp): BuilderProp {
  return {
    type,
    required,
    ...(type.startsWith('STATIC_') && { values: valuesOf(options) }),
    ...(properties !== undefined && { properties: propsOf(properties) }),
    ...(typeof props === 'function' && {
      within: async (input) => propsOf(await props(Object.fromEntries(refreshers.map((key) => [key, input[key]])), {})),
    }),
  };
}

const valuesOf = (options: unknown): readonly unknown[] =>
  (options as { readonly options: readonly { readonly value: unknown }[] }).options.map(({ value }) => value);
