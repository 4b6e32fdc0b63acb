import { tokensOf } from './tokens.ts';
import type { ToolAnswer } from './clients.ts';

/** One behavior to observe. */
export interface Story {
  readonly name: string;
  /** @returns what was observed. @throws if the behavior is missing */
  tell(): Promise<Observed>;
}

export interface Observed {
  /** In a few words. */
  readonly seen: string;
  /** Tokens of each answer, by a real tokenizer. */
  readonly tokens: readonly number[];
}

/** The most tokens that an answer may have. */
export const LIMIT = 4_000;

export function expectThat(isSo: boolean, what: string): asserts isSo {
  if (!isSo) throw new Error(`Not so: ${what}`);
}

/** Collects the tokens of answers. */
export class Tokens {
  readonly counts: number[] = [];

  /** Counts an answer, and returns its text. @throws if it is an error, or too long */
  of({ text, isError }: ToolAnswer): string {
    expectThat(!isError, `the tool succeeds: ${text}`);
    return this.count(text);
  }

  /** Counts a failure, and returns its text. @throws if it is none */
  ofFailure({ text, isError }: ToolAnswer): string {
    expectThat(isError, `the tool fails: ${text.slice(0, 300)}`);
    return this.count(text);
  }

  count(text: string): string {
    const count = tokensOf(text);
    this.counts.push(count);
    expectThat(count <= LIMIT, `an answer of ${count} tokens fits ${LIMIT}: ${text.slice(0, 200)}`);
    return text;
  }
}

/** Calls `transcribe` until the recording is submitted: on a busy machine, the first wait may be over before. */
export async function submitted(transcribe: () => Promise<string>): Promise<string> {
  for (let calls = 0; calls < 10; calls++) {
    const text = await transcribe();
    if (!text.includes('not submitted yet')) return text;
  }
  throw new Error('The recording is not submitted after ten calls.');
}

/** The transcript ID that an answer names. */
export function idIn(text: string): string {
  const [, id] = /Transcript ID: (\S+)/.exec(text) ?? [];
  expectThat(id !== undefined, `the answer names a transcript ID: ${text.slice(0, 300)}`);
  return id;
}
