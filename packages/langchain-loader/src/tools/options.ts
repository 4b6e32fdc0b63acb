import type { SpeakerNaming } from '@aai-connectors/core';
import type { ClientConfig } from '../client.ts';

/** What all tools take. */
export interface ToolOptions extends ClientConfig, SpeakerNaming {
  /** What the model calls it by. */
  readonly name?: string | undefined;
  /** What the model decides by. */
  readonly description?: string | undefined;
  /** Most characters of the text that the model gets; the artifact always has everything. @default 20 000 */
  readonly maxCharacters?: number | undefined;
}

export const MAX_CHARACTERS = 20_000;

/** Milliseconds that a call waits for a job before the model gets the id to ask again. */
export const PATIENCE_MS = 600_000;
