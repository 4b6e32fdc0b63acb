import type { AudioData } from '../../media.ts';
import type { HostName } from '../../regions.ts';
import type { Fields } from './fields.ts';
import type { InputOf } from './values.ts';

/** One use of an entry. The contract test, the fault matrix and the conformance suite of all hosts run it. */
export interface Example<P extends Fields = Fields> {
  /** What a person fills in. Take values that exist only in an account from {@link KNOWN}. */
  readonly input: InputOf<P>;
  /** The requests that this input causes, in order, each with what the API answers. */
  readonly exchange: readonly Exchange[];
}

/** One request and its answer. */
export interface Exchange {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** @default 'api' */
  readonly host?: HostName;
  /** The path after the host's address, without the query: `/v2/transcript`. */
  readonly path: string;
  /** As it is in the URL, so every value is a string. */
  readonly query?: Readonly<Record<string, string>>;
  /** JSON, or the bytes of an upload. */
  readonly body?: unknown;
  /** The JSON of the answer; a string is an answer in plain text. */
  readonly answer: unknown;
}

/** What must exist in the account in which an example runs. */
export interface Known {
  /** A finished transcript. An entry with the effect `delete` deletes it. */
  readonly transcriptId: string;
  /** A link that can be transcribed. */
  readonly audioUrl: string;
  /** A request that LeMUR has answered. */
  readonly lemurRequestId: string;
  /** A recording. */
  readonly file: AudioData;
}

/**
 * The values with which examples are written, alone or inside a longer string such as a path. To run an example
 * elsewhere, `exampleInput` replaces them with those of another account.
 */
export const KNOWN = {
  transcriptId: '9ea68fd3-f953-42c1-9742-976c447fb463',
  audioUrl: 'https://assembly.ai/wildfires.mp3',
  lemurRequestId: '5e1b27c2-691f-4414-8bc5-f14678442f9e',
  file: Uint8Array.of(82, 73, 70, 70),
} satisfies Known;
