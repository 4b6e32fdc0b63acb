import type { TimeSpan, Transcript } from '../model.ts';
import { speakerName, type SpeakerNaming, UNKNOWN_SPEAKER } from './speakers.ts';
import { type Turn, turnsOf } from './turns.ts';

/** How much one speaker spoke. */
export interface SpeakerTalk {
  /** The API's label; null for speech of unknown speakers. */
  readonly speaker: string | null;
  /** The name to show. */
  readonly name: string;
  /** ms of speech; what overlaps itself counts once */
  readonly talkMs: number;
  /** ms in which others speak and this one does not */
  readonly listenMs: number;
  /** 0..1, of the talk of all speakers; they add up to 1 */
  readonly share: number;
  /** Talk for each ms that the others talk; null for who speaks alone. */
  readonly ratioToOthers: number | null;
  /** How often the speaker took the floor. */
  readonly turns: number;
  /** ms, from taking the floor to the last word before somebody else takes it */
  readonly longestMonologueMs: number;
  readonly words: number;
  /** Words in a minute of talk; null where no talk was timed. */
  readonly wordsPerMinute: number | null;
}

export interface TalkRatio {
  /** In the order in which they first speak. */
  readonly speakers: readonly SpeakerTalk[];
  /** ms in which anybody speaks */
  readonly speechMs: number;
  /** ms in which more than one speaks, counted once for each further speaker */
  readonly overlapMs: number;
}

/**
 * Who spoke how much: talk and listening time, shares, turns, longest monologue, pace. Empty for a transcript without
 * speech. Never throws.
 *
 * Source: `cookbooks.md` C14.
 */
export function talkRatio(transcript: Transcript, naming: SpeakerNaming = {}): TalkRatio {
  const floors = floorsOf(turnsOf(transcript));
  const bySpeaker = new Map<string | undefined, Floor[]>();
  for (const floor of floors) {
    const own = bySpeaker.get(floor.speaker);
    if (own === undefined) bySpeaker.set(floor.speaker, [floor]);
    else own.push(floor);
  }
  const talkers = [...bySpeaker].map(([speaker, own]) => ({ speaker, own, talkMs: lengthOfUnion(own) }));
  const total = sum(talkers.map(({ talkMs }) => talkMs));
  const speechMs = lengthOfUnion(floors);

  const speakers = talkers.map(({ speaker, own, talkMs }): SpeakerTalk => {
    const words = sum(own.map((floor) => floor.words));
    return {
      speaker: speaker ?? null,
      name: speakerName(speaker, transcript, naming) ?? UNKNOWN_SPEAKER,
      talkMs,
      listenMs: speechMs - talkMs,
      share: total === 0 ? 0 : talkMs / total,
      ratioToOthers: total > talkMs ? talkMs / (total - talkMs) : null,
      turns: own.length,
      longestMonologueMs: own.reduce((longest, floor) => Math.max(longest, floor.end - floor.start), 0),
      words,
      wordsPerMinute: talkMs === 0 ? null : (words * 60_000) / talkMs,
    };
  });
  return { speakers, speechMs, overlapMs: total - speechMs };
}

/** What one speaker says until another begins: one turn or several. */
interface Floor {
  readonly speaker: string | undefined;
  readonly start: number;
  end: number;
  words: number;
  readonly spans: TimeSpan[];
}

function floorsOf(turns: readonly Turn[]): Floor[] {
  const floors: Floor[] = [];
  for (const { speaker, start, end, words } of turns) {
    const last = floors.at(-1);
    if (last !== undefined && last.speaker === speaker) {
      last.end = Math.max(last.end, end);
      last.words += words.length;
      last.spans.push({ start, end });
    } else {
      floors.push({ speaker, start, end, words: words.length, spans: [{ start, end }] });
    }
  }
  return floors;
}

function lengthOfUnion(floors: readonly Floor[]): number {
  let length = 0;
  let reached = 0;
  for (const { start, end } of floors.flatMap((floor) => floor.spans).sort((a, b) => a.start - b.start)) {
    length += Math.max(0, end - Math.max(start, reached));
    reached = Math.max(reached, end);
  }
  return length;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
