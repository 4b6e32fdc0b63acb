import type { SpokenWord } from '@aai-connectors/core';
import type { RefObject } from 'preact';
import { useCallback, useEffect, useMemo } from 'preact/hooks';
import { findWords, type Match, wordAt } from './words.ts';

interface Playback {
  readonly audio: RefObject<HTMLAudioElement | null>;
  /** The element with a button for each word, in their order. */
  readonly text: RefObject<HTMLElement | null>;
  readonly words: readonly SpokenWord[];
  readonly search: string;
}

const wordElements = (text: HTMLElement): NodeListOf<HTMLElement> => text.querySelectorAll<HTMLElement>('.word');

/**
 * Lights the word that is spoken and marks the words that are found. Changes the elements directly: a transcript may have
 * a hundred thousand words, and a new one every few hundred milliseconds.
 */
export function usePlayback({ audio, text, words, search }: Playback): {
  readonly seek: (ms: number) => void;
  readonly matches: readonly Match[];
} {
  useEffect(() => {
    const player = audio.current;
    const place = text.current;
    return player === null || place === null ? undefined : lightWords(player, place, words);
  }, [audio, text, words]);

  const matches = useMemo(() => findWords(words, search), [words, search]);
  useEffect(() => {
    const place = text.current;
    if (place === null) return undefined;
    const elements = wordElements(place);
    const found = matches.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, at) => first + at));
    for (const at of found) elements[at]?.classList.add('found');
    return () => {
      for (const at of found) elements[at]?.classList.remove('found');
    };
  }, [matches, text]);

  const seek = useCallback(
    (ms: number) => {
      if (audio.current !== null) audio.current.currentTime = ms / 1000;
    },
    [audio],
  );
  return { seek, matches };
}

/** Follows the player until the returned function is called. */
function lightWords(player: HTMLAudioElement, place: HTMLElement, words: readonly SpokenWord[]): () => void {
  const elements = wordElements(place);
  let lit: HTMLElement | undefined;
  let frame = 0;
  const show = (): void => {
    const next = elements[wordAt(words, player.currentTime * 1000)];
    if (next === lit) return;
    lit?.removeAttribute('aria-current');
    lit?.setAttribute('tabindex', '-1');
    next?.setAttribute('aria-current', 'true');
    next?.setAttribute('tabindex', '0');
    lit = next;
    if (!player.paused && next !== undefined) keepInView(next);
  };
  const follow = (): void => {
    show();
    if (!player.paused) frame = requestAnimationFrame(follow);
  };
  player.addEventListener('play', follow);
  player.addEventListener('seeked', show);
  show();
  return () => {
    cancelAnimationFrame(frame);
    player.removeEventListener('play', follow);
    player.removeEventListener('seeked', show);
  };
}

/** Height of the bars at the top of the window, px. */
const TOP_PX = 180;

function keepInView(word: HTMLElement): void {
  const { top, bottom } = word.getBoundingClientRect();
  if (top < TOP_PX || bottom > innerHeight) word.scrollIntoView({ block: 'center' });
}
