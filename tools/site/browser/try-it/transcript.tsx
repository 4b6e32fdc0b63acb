import { clock, speakerName, type TalkRatio, type Transcript, type Turn } from '@aai-connectors/core';
import type { RefObject } from 'preact';
import { useMemo } from 'preact/hooks';
import { colorOf } from './colors.ts';

interface Props {
  readonly place: RefObject<HTMLDivElement | null>;
  readonly turns: readonly Turn[];
  readonly talk: TalkRatio;
  readonly transcript: Transcript;
  readonly names: Readonly<Record<string, string>>;
  readonly onSeek: (ms: number) => void;
}

/** Keys that move between words, and by how much. */
const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/**
 * The turns, with a button for each word that plays from there. One word is in the order of the Tab key; arrows move to the
 * others.
 */
export function TranscriptText({ place, turns, talk, transcript, names, onSeek }: Props) {
  const order = talk.speakers.map(({ speaker }) => speaker);
  // The same elements in every rendering: a new name of a speaker must not visit all words.
  const texts = useMemo(() => turns.map((turn, at) => wordsOf(turn, at === 0, onSeek)), [turns, onSeek]);
  const move = (from: EventTarget | null, step: number): void => {
    const words = [...(place.current?.querySelectorAll<HTMLElement>('.word') ?? [])];
    words[words.indexOf(from as HTMLElement) + step]?.focus();
  };
  return (
    <div
      class="transcript"
      ref={place}
      role="group"
      aria-label="Transcript"
      onKeyDown={({ key, target }) => {
        const step = STEPS[key];
        if (step !== undefined) move(target, step);
      }}
    >
      {turns.map((turn, at) => (
        <div class="turn" key={turn.start} data-speaker={colorOf(order.indexOf(turn.speaker ?? null))}>
          <p class="turn-head">
            <span class="turn-name">{speakerName(turn.speaker, transcript, { speakerNames: names })}</span>
            <button type="button" class="turn-time" onClick={() => onSeek(turn.start)}>
              <span class="visually-hidden">Play from </span>
              {clock(turn.start)}
            </button>
          </p>
          {texts[at]}
        </div>
      ))}
    </div>
  );
}

const wordsOf = ({ words }: Turn, isFirst: boolean, onSeek: (ms: number) => void) => (
  <p class="turn-text">
    {words.map(({ text, start, spaced }, at) => [
      spaced ? ' ' : '',
      <button type="button" class="word" tabIndex={isFirst && at === 0 ? 0 : -1} onClick={() => onSeek(start)}>
        {text}
      </button>,
    ])}
  </p>
);
