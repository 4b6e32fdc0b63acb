import type { TimeSpan, Transcript } from '../model.ts';
import { speakerName, type SpeakerNaming, UNKNOWN_SPEAKER } from './speakers.ts';
import { type Turn, turnsOf } from './turns.ts';

/** Talk statistics of one speaker. */
export interface SpeakerTalk {
  /** The API's label; null for unknown speakers. */
  readonly speaker: string | null;
  /** The name to display. */
  readonly name: string;
  /** Talk time, ms. Overlapping parts count once. */
  readonly talkMs: number;
  /** Time in which only other speakers talk, ms. */
  readonly listenMs: number;
  /** Share of the talk time of all speakers, 0 to 1. All shares add up to 1. */
  readonly share: number;
  /** Talk time divided by the talk time of all other speakers; null for a single speaker. */
  readonly ratioToOthers: number | null;
  /** Number of times the speaker started to talk after another speaker. */
  readonly turns: number;
  /** Longest time without another speaker in between, ms. */
  readonly longestMonologueMs: number;
  readonly words: number;
  /** Words per minute of talk time; null without times. */
  readonly wordsPerMinute: number | null;
}

export interface TalkRatio {
  /** In the order of their first words. */
  readonly speakers: readonly SpeakerTalk[];
  /** Time in which at least one person speaks, ms. */
  readonly speechMs: number;
  /** Time in which several people speak, ms, counted once for each additional speaker. */
  readonly overlapMs: number;
}

/**
 * Returns talk statistics for each speaker: talk and listening time, share, turns, longest monologue and words per minute.
 * Empty for a transcript without speech. Never throws.
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

/** Consecutive turns of one speaker. */
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
