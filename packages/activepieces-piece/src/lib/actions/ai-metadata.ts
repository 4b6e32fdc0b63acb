import { type AnyEntry, isForAgents, type ResourceId } from '../core.ts';

/**
 * Agents can use actions that only read, and Transcribe. They cannot delete data or start other billed requests. Actions
 * that ask a language model are for people, as the platform's guide for pieces requires: an agent has its own model.
 */
export const audienceOf = (entry: AnyEntry): 'human' | 'both' =>
  entry.resource !== 'llm' && isForAgents(entry) ? 'both' : 'human';

/** Description of an action for agents, and whether a call is safe to repeat. */
export const aiMetadataOf = ({
  help,
  note,
  effect,
  resource,
}: AnyEntry): { description: string; idempotent: boolean } => ({
  description: [help, note, effect === 'write' ? WRITES[resource] : EFFECTS[effect]]
    .filter((part) => part !== undefined)
    .join(' '),
  idempotent: effect === 'read',
});

const EFFECTS = {
  read: 'Read-only and safe to repeat.',
  delete: 'Cannot be undone.',
} as const;

const BILLED = 'Each call is a new billed request. Do not call it twice for the same input.';

const WRITES: Readonly<Record<ResourceId, string>> = {
  transcript: BILLED,
  llm: BILLED,
  file: 'Each call uploads the file again. Each URL works for one transcription.',
  streaming: 'Each call creates a new token.',
  api: 'Depending on the request, may change or delete data and may be billed.',
};
