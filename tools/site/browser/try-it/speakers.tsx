import type { TalkRatio } from '@aai-connectors/core';
import { colorOf } from './colors.ts';

interface Props {
  readonly talk: TalkRatio;
  readonly names: Readonly<Record<string, string>>;
  readonly onNames: (names: Readonly<Record<string, string>>) => void;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** Talk time by speaker, and their names. */
export function Speakers({ talk, names, onNames }: Props) {
  return (
    <section aria-labelledby="speakers-title">
      <h3 id="speakers-title">Speakers</h3>
      <ul class="speakers">
        {talk.speakers.map(({ speaker, name, talkMs, share, turns }, at) => (
          <li key={speaker} class="turn" data-speaker={colorOf(at)}>
            {speaker === null ? (
              <span class="turn-name">{name}</span>
            ) : (
              <label>
                <span class="visually-hidden">Name of speaker {speaker}</span>
                <input
                  class="speaker-name"
                  value={names[speaker] ?? ''}
                  placeholder={names[speaker] === undefined ? name : `Speaker ${speaker}`}
                  autocomplete="off"
                  onInput={({ currentTarget }) => onNames({ ...names, [speaker]: currentTarget.value })}
                />
              </label>
            )}
            <meter min={0} max={1} value={share} aria-label={`Talk time of ${name}`} />
            <span class="quiet small">
              {seconds(talkMs)}, {Math.round(share * 100)}%, {turns} {turns === 1 ? 'turn' : 'turns'}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
