/** Address of the audio worklet from the root of the site. As a file, it needs no `blob:` in the security policy. */
export const WORKLET_FILE = 'assets/microphone-worklet.js';
