import { chapterMarks, spokenWords, talkRatio, turnsOf } from '@aai-connectors/core';
import { useMemo, useRef, useState } from 'preact/hooks';
import { Chapters } from './chapters.tsx';
import { Downloads } from './downloads.tsx';
import type { DoneJob } from './job.ts';
import { Player } from './player.tsx';
import { Speakers } from './speakers.tsx';
import { TranscriptText } from './transcript.tsx';
import { usePlayback } from './playback.ts';

/** The transcript with its player, speakers, chapters and downloads. */
export function Result({ job }: { readonly job: DoneJob }) {
  const { transcript, name, audioUrl } = job;
  const audio = useRef<HTMLAudioElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  const [search, setSearch] = useState('');
  const turns = useMemo(() => turnsOf(transcript), [transcript]);
  const words = useMemo(() => turns.flatMap((turn) => turn.words), [turns]);
  const talk = useMemo(() => talkRatio(transcript, { speakerNames: names }), [transcript, names]);
  const chapters = useMemo(() => chapterMarks(transcript, { minChapterMs: 0 }), [transcript]);
  const { seek, matches } = usePlayback({ audio, text, words, search });
  return (
    <section class="result" aria-labelledby="result-title">
      <h2 id="result-title">{name}</h2>
      <p class="quiet small">
        {spokenWords(transcript).length} words, {Math.round(transcript.audio_duration ?? 0)} seconds, transcript ID{' '}
        <code>{transcript.id}</code>
      </p>
      <Player audio={audio} audioUrl={audioUrl} search={search} onSearch={setSearch} matches={matches} />
      <div class="result-columns">
        <TranscriptText place={text} turns={turns} talk={talk} transcript={transcript} names={names} onSeek={seek} />
        <aside class="result-side" aria-label="About the recording">
          <Speakers talk={talk} names={names} onNames={setNames} />
          <Chapters chapters={chapters} onSeek={seek} />
          <Downloads transcript={transcript} name={name} names={names} />
        </aside>
      </div>
    </section>
  );
}
