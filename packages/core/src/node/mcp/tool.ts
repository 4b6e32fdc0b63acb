import type { AnyEntry } from '../../catalogue/kit/entry.ts';
import type { Fields } from '../../catalogue/kit/fields.ts';
import type { InputOf } from '../../catalogue/kit/values.ts';
import type { Desk } from './desk.ts';
import type { ToolCall } from './patience.ts';

/** How clients treat a tool, such as whether they ask the user first. */
export interface ToolHints {
  /** Whether it changes nothing and is free of charge. */
  readonly readOnlyHint: boolean;
  readonly destructiveHint: false;
  /** Whether a repeated call with the same arguments has no further effect. */
  readonly idempotentHint: boolean;
  /** Whether it reaches beyond the account: downloads a link, or sends text to a language model. */
  readonly openWorldHint: boolean;
}

/** A tool of the server. */
export interface Tool<P extends Fields = Fields> {
  /** Snake case, the catalogue's ID where it is the same operation. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly params: P;
  readonly rules?: NonNullable<AnyEntry['rules']>;
  readonly hints: ToolHints;
  /** @returns the answer, which fits into the desk's budget */
  run(input: InputOf<P>, desk: Desk, call: ToolCall): Promise<string>;
}

export const tool = <const P extends Fields>(declared: Tool<P>): Tool<P> => declared;

/** Reads the account. */
export const READS: ToolHints = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};

/** Is billed. A repeated call joins the first one or gets its result. */
export const IS_BILLED: ToolHints = {
  readOnlyHint: false,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: true,
};
