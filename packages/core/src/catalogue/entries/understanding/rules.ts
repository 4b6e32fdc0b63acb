import type { Rule } from '../../kit/entry.ts';
import { speakerIdentification } from './features.ts';

type SpeakerRule = Rule<typeof speakerIdentification>;

/** Source: `llm-gateway.md` section 3. */
export const speakerRules: readonly SpeakerRule[] = [
  ({ speaker_type, known_values, speakers }, _, { fillIn }) =>
    speaker_type === 'role' &&
    known_values === undefined &&
    speakers === undefined && {
      field: 'known_values',
      message: `To identify speakers by role, ${fillIn('known_values', 'speakers')}.`,
    },

  function speakersHaveTheirType({ speaker_type, speakers = [] }, { manner }, { field }) {
    if (speaker_type === undefined) return undefined;
    const row = speakers.findIndex((speaker) => speaker[speaker_type] === undefined);
    if (row < 0) return undefined;
    const { label } = speakerIdentification.speakers.columns[speaker_type];
    const place =
      manner === 'form'
        ? `${field('speakers')}, row ${row + 1}: ${label}`
        : `${field('speakers')}[${row}]: ${speaker_type}`;
    return { field: 'speakers', message: `${place} is missing. It is required to identify the speaker.` };
  },
];
