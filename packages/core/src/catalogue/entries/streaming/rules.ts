import type { Complaint, Rule } from '../../kit/entry.ts';
import type { Namer } from '../../kit/naming.ts';
import { selfDescribingEncodings } from '../../vocabulary/streaming.ts';
import type { StreamingFields } from './params.ts';

/** Maximum length of a prompt or agent context in characters. The service closes the session above it. Source: `newer.md` 4. */
const PROMPT_CHARACTERS = 1750;

/** Maximum number of key terms. The service closes the session above it. Source: `newer.md` 4. */
const KEY_TERMS = 100;

const carriesRate = (encoding: string | undefined): boolean =>
  selfDescribingEncodings.some((known) => known === encoding);

const tooLong = (field: string, name: Namer, text = ''): readonly Complaint[] =>
  text.length > PROMPT_CHARACTERS
    ? [
        {
          field,
          message: `${name.field(field)} has more than ${PROMPT_CHARACTERS} characters, so AssemblyAI will close the session. Shorten it.`,
          level: 'warn',
        },
      ]
    : [];

/** Rules that involve several parameters of a streaming session. */
export const streamingRules: readonly Rule<StreamingFields>[] = [
  ({ sample_rate, encoding }, _, name) =>
    sample_rate === undefined &&
    !carriesRate(encoding) && {
      field: 'sample_rate',
      message: `${name.field('sample_rate')} is missing. It is required for PCM and mu-law audio.`,
    },

  ({ prompt, agent_context }, _, name) => [
    ...tooLong('prompt', name, prompt),
    ...tooLong('agent_context', name, agent_context),
  ],

  ({ keyterms_prompt, keyterms }, _, name) =>
    (keyterms_prompt ?? keyterms ?? []).length > KEY_TERMS && {
      field: 'keyterms_prompt',
      message: `${name.field('keyterms_prompt')} has more than ${KEY_TERMS} terms, so AssemblyAI will close the session. Remove some terms.`,
      level: 'warn',
    },
];
