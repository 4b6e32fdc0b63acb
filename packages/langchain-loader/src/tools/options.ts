import type { SpeakerNaming } from '@aai-connectors/core';
import type { ClientConfig } from '../client.ts';

/** Options of all tools. */
export interface ToolOptions extends ClientConfig, SpeakerNaming {
  /** Name of the tool for the model. */
  readonly name?: string | undefined;
  /** Description of the tool for the model. */
  readonly description?: string | undefined;
  /** Maximum characters of the text for the model. The artifact is never shortened. @default 20,000 */
  readonly maxCharacters?: number | undefined;
  /** Stops all calls of the tool. A call also stops when the agent's run is aborted. Started jobs continue, and are billed. */
  readonly signal?: AbortSignal | undefined;
}

export const MAX_CHARACTERS = 20_000;

/** How long a tool waits for a job before it returns the transcript ID to check later, ms. */
export const PATIENCE_MS = 600_000;
