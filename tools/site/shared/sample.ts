/** Addresses of the bundled recording and its transcript, from the root of the site. */
export const SAMPLE = {
  audio: 'assets/dialogue.wav',
  transcript: 'assets/dialogue.json',
  name: 'dialogue.wav',
} as const;
