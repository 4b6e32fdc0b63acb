import type { AnyEntry } from '../suite.ts';

/** What an agent must know to choose an action: what it does, and whether it may be done twice. */
export const aiMetadataOf = ({ help, effect }: AnyEntry): { description: string; idempotent: boolean } => ({
  description: `${help} ${EFFECTS[effect]}`,
  idempotent: effect === 'read',
});

const EFFECTS = {
  read: 'Changes nothing, and may be called again.',
  write: 'Each call is a new, billed request: do not call it twice for the same thing.',
  delete: 'Cannot be undone.',
} as const;
