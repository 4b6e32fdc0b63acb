import { type Entity, occurrences, plain, round, spanOf, type Word } from '../audio-model.ts';
import { byChannel } from '../contract/transcript-request.ts';
import { type Aligner, createAligner } from './aligner.ts';
import type { AlignedWord } from './align-worker.ts';
import type { Engine, Spoken } from './engine.ts';
import { bundledRecordings, type Recording, type Turn } from './recordings.ts';

/** No registered recording is near this; larger audio is not read at all. */
const LARGEST_AUDIO = 64 * 1024 * 1024;

/** A copy at another rate or with silence cut away differs by less; other audio rarely comes this close. */
const DURATION_TOLERANCE = 0.05;

/**
 * Mean confidence from which a script counts as what was said, if the file itself is not a registered one.
 * Measured: right scripts 0.94 to 0.97, wrong ones up to 0.92.
 */
const RECOGNISED = 0.93;

/**
 * The embedded recognizer. It aligns one of a fixed set of scripts to the audio, and returns real times and confidences.
 * It cannot transcribe other speech, and returns nothing for unknown audio.
 */
export function alignmentEngine(recordings: readonly Recording[] = bundledRecordings()): Engine {
  const aligner = createAligner();
  const known = new Map<string, Promise<Spoken | undefined>>();

  return {
    name: 'soundswallower',
    async transcribe({ file, params }) {
      const { path, sha256, size } = await file();
      if (size > LARGEST_AUDIO) return undefined;
      const separately = byChannel(params);
      const cacheKey = `${sha256} ${separately}`;
      const answer = known.get(cacheKey) ?? recognise(aligner, recordings, { path, sha256, separately });
      known.set(cacheKey, answer);
      // Don't cache a failure of the recognizer.
      answer.catch(() => known.delete(cacheKey));
      return answer;
    },
    close: () => aligner.close(),
  };
}

interface Sound {
  readonly path: string;
  readonly sha256: string;
  readonly separately: boolean;
}

async function recognise(
  aligner: Aligner,
  recordings: readonly Recording[],
  sound: Sound,
): Promise<Spoken | undefined> {
  const heard = await aligner.open(sound.path);
  if (heard === undefined) return undefined;
  const registered = recordings.find(({ sha256 }) => sha256 === sound.sha256);
  const candidates = registered === undefined ? oncePerScript(recordings).filter(nearlyAsLong) : [registered];

  let best: { words: Word[]; recording: Recording; score: number } | undefined;
  for (const recording of candidates) {
    const words = await layOver(aligner, sound, heard.channels, recording);
    if (words === undefined) continue;
    const score = spanOf(words).confidence;
    if (score > (best?.score ?? (registered === undefined ? RECOGNISED : 0))) best = { words, recording, score };
  }
  if (best === undefined) return undefined;
  return {
    words: best.words,
    durationMs: heard.durationMs,
    channels: heard.channels,
    languageCode: best.recording.languageCode,
    entities: entitiesOf(best.words, best.recording),
    recorded: {},
  };

  function nearlyAsLong({ durationMs }: Recording): boolean {
    return Math.abs(durationMs - heard!.durationMs) <= durationMs * DURATION_TOLERANCE;
  }
}

/** The mono and the stereo file of the dialogue have one script. */
const oncePerScript = (recordings: readonly Recording[]): Recording[] => [
  ...new Map(recordings.map((recording) => [JSON.stringify(recording.turns), recording])).values(),
];

interface ScriptWord {
  readonly text: string;
  readonly speaker: string;
}

const scriptOf = (turns: readonly Turn[]): ScriptWord[] =>
  turns.flatMap(({ speaker, text }) => text.split(' ').map((word) => ({ text: word, speaker })));

/** The script's words with the times at which they are heard. */
async function layOver(
  aligner: Aligner,
  { path, separately }: Sound,
  channels: number,
  { turns }: Recording,
): Promise<Word[] | undefined> {
  const script = scriptOf(turns);
  const speakers = [...new Set(turns.map(({ speaker }) => speaker))];
  // One voice per channel, unless there are fewer channels than voices.
  const split = separately && channels >= speakers.length && channels > 1;
  const parts = split
    ? speakers.map((speaker, channel) => ({ channel, script: script.filter((word) => word.speaker === speaker) }))
    : [{ channel: 'mix' as const, script }];

  const aligned = await aligner.align({
    path,
    parts: parts.map((part) => ({ channel: part.channel, words: part.script.map(({ text }) => plain(text)) })),
  });
  const words = parts.flatMap((part, at) =>
    (aligned[at] ?? []).map((timed, index) => spelled(part.script[index]!, timed, separately, part.channel)),
  );
  return words.length === script.length ? words.sort((a, b) => a.start - b.start) : undefined;
}

const spelled = (
  { text, speaker }: ScriptWord,
  { start, end, confidence }: AlignedWord,
  separately: boolean,
  channel: number | 'mix',
): Word => ({
  text,
  start,
  end,
  confidence: round(confidence),
  speaker,
  ...(separately && { channel: channel === 'mix' ? '1' : String(channel + 1) }),
});

function entitiesOf(words: readonly Word[], { entities }: Recording): Entity[] {
  return entities
    .flatMap(({ entity_type, text }) =>
      occurrences(words, text).map((at) => {
        const { start, end } = spanOf(words.slice(at, at + text.split(' ').length));
        return { entity_type, text, start, end };
      }),
    )
    .sort((a, b) => a.start - b.start);
}
