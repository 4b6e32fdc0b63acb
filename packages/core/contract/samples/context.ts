import type { NodeClient, NodeClientOptions } from '@aai-connectors/core/node';

/** What a sample works with. */
export interface SampleContext {
  /** A client: `createClient()`, with the key in ASSEMBLYAI_API_KEY. */
  readonly client: NodeClient;
  /** `createClient` of `@aai-connectors/core/node`, for samples that need options of their own. */
  readonly createClient: (options?: NodeClientOptions) => NodeClient;
  /** Path of a recorded phone call with two speakers. */
  readonly call: string;
  /** Path of the same call with one speaker on each channel. */
  readonly stereoCall: string;
  /** Live audio: 16-bit samples, one channel. */
  readonly speech: Uint8Array;
  /** Hz of `speech`. */
  readonly speechRate: number;
  /** Shows one value to the reader, such as `console.log`. */
  readonly print: (value: unknown) => void;
}
