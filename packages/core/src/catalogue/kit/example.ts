import type { AudioData } from '../../media.ts';
import type { HostName } from '../../regions.ts';
import type { AnyInput } from './values.ts';

/** An example of an entry. The contract test, the fault matrix and the conformance suite of every host run it. */
export interface Example<I = AnyInput> {
  /** What a person fills in. Take values that exist only in an account, such as IDs, from {@link KNOWN}. */
  readonly input: I;
  /** The requests that this input causes, in order, each with the API's response. */
  readonly exchange: readonly Exchange[];
}

/** One request and its response. */
export interface Exchange {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** @default 'api' */
  readonly host?: HostName;
  /** Path without the query, such as `/v2/transcript`. */
  readonly path: string;
  /** Values are strings, as in the URL. */
  readonly query?: Readonly<Record<string, string>>;
  /** JSON, or the bytes of an upload. */
  readonly body?: unknown;
  /** JSON of the response; a string is a plain-text response. */
  readonly answer: unknown;
}

/** What must exist in the account in which an example runs. */
export interface Known {
  /** ID of a completed transcript. Entries with the effect `delete` delete it. */
  readonly transcriptId: string;
  /** Link to a recording. */
  readonly audioUrl: string;
  /** ID of a completed LeMUR request. */
  readonly lemurRequestId: string;
  /** A recording. */
  readonly file: AudioData;
}

/**
 * The account values that examples use, alone or inside longer strings such as paths. To run an example with another
 * account, `exampleInput` replaces them.
 */
export const KNOWN = {
  transcriptId: '9ea68fd3-f953-42c1-9742-976c447fb463',
  audioUrl: 'https://assembly.ai/wildfires.mp3',
  lemurRequestId: '5e1b27c2-691f-4414-8bc5-f14678442f9e',
  file: Uint8Array.of(82, 73, 70, 70),
} satisfies Known;
