import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import type { Match } from './words.ts';

interface Props {
  readonly audio: RefObject<HTMLAudioElement | null>;
  readonly audioUrl: string;
  readonly search: string;
  readonly matches: readonly Match[];
  readonly onSearch: (search: string) => void;
}

/** The player, and the search in the transcript. */
export function Player({ audio, audioUrl, search, matches, onSearch }: Props) {
  const [at, setAt] = useState(0);
  const show = (match: number): void => {
    setAt(match);
    const words = document.querySelectorAll<HTMLElement>('.transcript .word');
    const word = words[matches[match]?.first ?? -1];
    word?.scrollIntoView({ block: 'center' });
    word?.focus({ preventScroll: true });
  };
  const count = matches.length === 0 ? 'Not found' : `${matches.length} found`;
  return (
    <div class="player">
      {/* The transcript is the text alternative. */}
      <audio ref={audio} src={audioUrl} controls preload="auto" aria-label="Recording" />
      <form
        class="find"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          if (matches.length > 0) show(at % matches.length);
          setAt((at + 1) % Math.max(1, matches.length));
        }}
      >
        <label class="visually-hidden" for="find-words">
          Search in the transcript
        </label>
        <input
          id="find-words"
          type="search"
          placeholder="Search in the transcript"
          value={search}
          onInput={({ currentTarget }) => {
            setAt(0);
            onSearch(currentTarget.value);
          }}
        />
        <button type="submit" class="button small" disabled={matches.length === 0}>
          Next
        </button>
        <span class="quiet small" role="status">
          {search.trim() === '' ? '' : count}
        </span>
      </form>
    </div>
  );
}
