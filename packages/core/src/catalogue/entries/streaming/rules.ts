import type { Complaint, Rule } from '../../kit/entry.ts';
import { selfDescribingEncodings } from '../../vocabulary/streaming.ts';
import type { StreamingFields } from './params.ts';

/** Most characters of a prompt or of agent context, above which the service closes the session. Source: `newer.md` 4. */
const PROMPT_CHARACTERS = 1750;

/** Most key terms, above which the service closes the session. Source: `newer.md` 4. */
const KEY_TERMS = 100;

const carriesRate = (encoding: string | undefined): boolean =>
  selfDescribingEncodings.some((known) => known === encoding);

const tooLong = (field: string, label: string, text = ''): readonly Complaint[] =>
  text.length > PROMPT_CHARACTERS
    ? [{ field, message: `${label} has more than ${PROMPT_CHARACTERS} characters.`, level: 'warn' }]
    : [];

/** Relations that no single parameter of a live connection can express. */
export const streamingRules: readonly Rule<StreamingFields>[] = [
  ({ sample_rate, encoding }) =>
    sample_rate === undefined && !carriesRate(encoding) && { field: 'sample_rate', message: 'Sample Rate is missing.' },

  ({ prompt, agent_context }) => [
    ...tooLong('prompt', 'Prompt', prompt),
    ...tooLong('agent_context', 'Agent Context', agent_context),
  ],

  ({ keyterms_prompt, keyterms }) =>
    (keyterms_prompt ?? keyterms ?? []).length > KEY_TERMS && {
      field: 'keyterms_prompt',
      message: `Key Terms can have at most ${KEY_TERMS} entries.`,
      level: 'warn',
    },
];
