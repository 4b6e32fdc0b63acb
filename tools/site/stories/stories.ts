import { keyStory } from './key.ts';
import { liveStory } from './live.ts';
import { axeStory, COLORFUL, keyboardStory, KINDS, phoneStory } from './pages.ts';
import { SCRIPT } from './spoken.ts';
import type { Story } from './story.ts';
import { staticStory, tryItStory, uploadStory } from './try-it.ts';

const storiesWith = (turns: number, darkPages: readonly string[]): readonly Story[] => [
  tryItStory,
  uploadStory,
  liveStory(turns),
  keyStory,
  staticStory,
  keyboardStory,
  phoneStory,
  axeStory('light'),
  axeStory('dark', darkPages),
];

/** What every run of the tests does. */
export const STORIES = storiesWith(1, COLORFUL);

/** The same with the whole call at the microphone, in real time, and every kind of page in the dark. */
export const ALL_STORIES = storiesWith(SCRIPT.utterances.length, KINDS);
