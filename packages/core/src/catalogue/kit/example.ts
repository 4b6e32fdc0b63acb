import type { AudioData } from '../../media.ts';
import type { HostName } from '../../regions.ts';
import type { Fields } from './fields.ts';
import type { InputOf } from './values.ts';

/** One use of an entry: from it the fault matrix, the hosts' conformance suite and the contract test are drawn. */
export interface Example<P extends Fields = Fields> {
  /** What a person fills in. Values that exist only in an account come from {@link KNOWN}. */
  readonly input: InputOf<P>;
  /** The requests that this input causes, in order, each with what the API answers. */
  readonly exchange: readonly Exchange[];
}

/** One request and its answer. */
export interface Exchange {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** @default 'api' */
  readonly host?: HostName;
  /** Behind the host's address, without the query: `/v2/transcript`. */
  readonly path: string;
  /** As in the address: all values are texts. */
  readonly query?: Readonly<Record<string, string>>;
  /** JSON, or the bytes of an upload. */
  readonly body?: unknown;
  /** The JSON of the answer; a string is an answer in plain text. */
  readonly answer: unknown;
}

/** What exists in the account that an example runs in. */
export interface Known {
  /** A finished transcript. An example of an entry that deletes deletes it. */
  readonly transcriptId: string;
  /** A link that can be transcribed. */
  readonly audioUrl: string;
  /** A request that LeMUR has answered. */
  readonly lemurRequestId: string;
  /** A recording. */
  readonly file: AudioData;
}

/**
 * The account that all examples are written for. Write its values as they are, alone or as part of a longer text such
 * as a path; `exampleInput` puts those of a real account in their places.
 */
export const KNOWN = {
  transcriptId: '9ea68fd3-f953-42c1-9742-976c447fb463',
  audioUrl: 'https://assembly.ai/wildfires.mp3',
  lemurRequestId: '5e1b27c2-691f-4414-8bc5-f14678442f9e',
  file: Uint8Array.of(82, 73, 70, 70),
} satisfies Known;
