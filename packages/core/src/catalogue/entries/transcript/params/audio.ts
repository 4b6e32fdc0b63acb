import { media } from '../../../kit/fields.ts';

/** What is transcribed. */
export const audioParams = {
  audio_url: media({
    label: 'Audio',
    help: 'A link to an audio or video file, or the file itself. A link must lead straight to the file, without a sign-in.',
    required: true,
    example: 'https://assembly.ai/wildfires.mp3',
    source: 'rest.md 3, 4.1',
  }),
};
