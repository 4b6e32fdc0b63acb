import { media } from '../../../kit/fields.ts';

/** The recording to transcribe. */
export const audioParams = {
  audio_url: media({
    label: 'Audio',
    help: 'Audio or video file, or a public link that points directly to it.',
    required: true,
    example: 'https://assembly.ai/wildfires.mp3',
    source: 'rest.md 3, 4.1',
  }),
};
