import { type ChapterMark, clock } from '@aai-connectors/core';

interface Props {
  readonly chapters: readonly ChapterMark[];
  readonly onSeek: (ms: number) => void;
}

export function Chapters({ chapters, onSeek }: Props) {
  if (chapters.length === 0) return null;
  return (
    <section aria-labelledby="chapters-title">
      <h3 id="chapters-title">Chapters</h3>
      <ol class="chapters">
        {chapters.map(({ start, title }) => (
          <li key={start}>
            <button type="button" onClick={() => onSeek(start)}>
              <span class="turn-time">{clock(start)}</span> {title}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
