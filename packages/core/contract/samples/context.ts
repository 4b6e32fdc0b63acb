import type { NodeClient, NodeClientOptions } from '@aai-connectors/core/node';

/** The inputs of a sample. */
export interface SampleContext {
  /** The client that `createClient()` returns. The API key is in ASSEMBLYAI_API_KEY. */
  readonly client: NodeClient;
  /** `createClient` of `@aai-connectors/core/node`, for samples with other options. */
  readonly createClient: (options?: NodeClientOptions) => NodeClient;
  /** Path of a recorded phone call with two speakers. */
  readonly call: string;
  /** Path of the same call with one speaker on each channel. */
  readonly stereoCall: string;
  /** Live audio: 16-bit PCM with one channel. */
  readonly speech: Uint8Array;
  /** Sample rate of `speech`, Hz. */
  readonly speechRate: number;
  /** Prints a value, such as `console.log`. */
  readonly print: (value: unknown) => void;
}
