import type { Complaint, Rule } from '../../kit/entry.ts';
import type { Namer } from '../../kit/naming.ts';
import { selfDescribingEncodings } from '../../vocabulary/streaming.ts';
import type { StreamingFields } from './params.ts';

/** Most characters of a prompt or of agent context, above which the service closes the session. Source: `newer.md` 4. */
const PROMPT_CHARACTERS = 1750;

/** Most key terms, above which the service closes the session. Source: `newer.md` 4. */
const KEY_TERMS = 100;

const carriesRate = (encoding: string | undefined): boolean =>
  selfDescribingEncodings.some((known) => known === encoding);

const tooLong = (field: string, name: Namer, text = ''): readonly Complaint[] =>
  text.length > PROMPT_CHARACTERS
    ? [{ field, message: `${name.field(field)} has more than ${PROMPT_CHARACTERS} characters.`, level: 'warn' }]
    : [];

/** Relations that no single parameter of a live connection can express. */
export const streamingRules: readonly Rule<StreamingFields>[] = [
  ({ sample_rate, encoding }, _, name) =>
    sample_rate === undefined &&
    !carriesRate(encoding) && { field: 'sample_rate', message: `${name.field('sample_rate')} is missing.` },

  ({ prompt, agent_context }, _, name) => [
    ...tooLong('prompt', name, prompt),
    ...tooLong('agent_context', name, agent_context),
  ],

  ({ keyterms_prompt, keyterms }, _, name) =>
    (keyterms_prompt ?? keyterms ?? []).length > KEY_TERMS && {
      field: 'keyterms_prompt',
      message: `${name.field('keyterms_prompt')} can have at most ${KEY_TERMS} entries.`,
      level: 'warn',
    },
];
