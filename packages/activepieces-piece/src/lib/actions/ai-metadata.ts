import type { AnyEntry, ResourceId } from '../core.ts';

/** Who an action is for. Any request to the API at all is for people who know what they do. */
export const audienceOf = ({ resource }: AnyEntry): 'human' | 'both' => (resource === 'api' ? 'human' : 'both');

/** What an agent must know to choose an action: what it does, and whether it may be done twice. */
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
  read: 'Changes nothing, and may be called again.',
  delete: 'Cannot be undone.',
} as const;

const BILLED = 'Each call is a new, billed request: do not call it twice for the same thing.';

const WRITES: Readonly<Record<ResourceId, string>> = {
  transcript: BILLED,
  llm: BILLED,
  file: 'Each call uploads the file once more; a link works for one transcription.',
  streaming: 'Each call makes a new token.',
  api: 'May change or delete data and may cost money, as the request does.',
};
