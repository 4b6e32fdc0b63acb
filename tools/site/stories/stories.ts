import { keyStory } from './key.ts';
import { liveStory } from './live.ts';
import { axeStory, keyboardStory, phoneStory } from './pages.ts';
import { SCRIPT } from './spoken.ts';
import type { Story } from './story.ts';
import { staticStory, tryItStory, uploadStory } from './try-it.ts';

/** What every run of the tests does. */
export const STORIES: readonly Story[] = [
  tryItStory,
  uploadStory,
  liveStory(1),
  keyStory,
  staticStory,
  keyboardStory,
  phoneStory,
  axeStory('light'),
  axeStory('dark'),
];

/** The same with the whole call at the microphone, in real time. */
export const ALL_STORIES: readonly Story[] = STORIES.map((story) =>
  story.name === liveStory(1).name ? liveStory(SCRIPT.utterances.length) : story,
);
