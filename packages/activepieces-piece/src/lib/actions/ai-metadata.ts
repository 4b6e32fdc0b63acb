import type { AnyEntry, ResourceId } from '../core.ts';

/** Agents are offered what only reads, and Transcribe: they delete nothing, and pay for transcriptions only. */
export const audienceOf = ({ id, reads, status = 'current' }: AnyEntry): 'human' | 'both' =>
  status === 'current' && (reads !== 'nothing' || id === TRANSCRIBE) ? 'both' : 'human';

const TRANSCRIBE = 'transcribe';

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
