import type { Rule } from '../../kit/entry.ts';
import type { speakerIdentification } from './features.ts';

type SpeakerRule = Rule<typeof speakerIdentification>;

/** Source: `llm-gateway.md` section 3. */
export const speakerRules: readonly SpeakerRule[] = [
  ({ speaker_type, known_values, speakers }) =>
    speaker_type === 'role' &&
    known_values === undefined &&
    speakers === undefined && {
      field: 'known_values',
      message: 'To identify speakers by their roles, fill in Known Speakers or Described Speakers.',
    },

  function speakersHaveWhatTheyAreCalledBy({ speaker_type, speakers = [] }) {
    if (speaker_type === undefined) return undefined;
    const row = speakers.findIndex((speaker) => speaker[speaker_type] === undefined);
    if (row < 0) return undefined;
    const column = speaker_type === 'name' ? 'Name' : 'Role';
    return { field: 'speakers', message: `Described Speakers, row ${row + 1}: ${column} is missing.` };
  },
];
