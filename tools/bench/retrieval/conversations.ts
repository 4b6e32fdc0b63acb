import { readFileSync } from 'node:fs';
import type { Transcript } from '@aai-connectors/core';
import { CHATTER, SLOTS } from './chatter.ts';

/** A question whose answer was said at a known time. */
export interface Question {
  readonly text: string;
  /** The sentence that answers it. */
  readonly answer: string;
  readonly transcriptId: string;
  /** Start and end of the sentence that answers it, ms. */
  readonly start: number;
  readonly end: number;
}

export interface Corpus {
  readonly transcripts: readonly Transcript[];
  readonly questions: readonly Question[];
  readonly hours: number;
}

interface Turn {
  readonly speaker: string;
  readonly text: string;
  /** Question that the marked part of the text answers. */
  readonly answers?: string;
}

interface Conversation {
  readonly title: string;
  /** Groups of turns that belong together. */
  readonly facts: readonly (readonly Turn[])[];
}

/** Speech between two facts, words. */
const CHATTER_WORDS = 560;

/** Invents long conversations: the written facts, with chatter in between and a time for each word. The same for a seed. */
export function inventCorpus(seed = 1): Corpus {
  const random = randomFrom(seed);
  const written = parse(readFileSync(new URL('conversations.txt', import.meta.url), 'utf8'));
  const spoken = written.map((conversation, at) => speak(conversation, `talk-${at + 1}`, random));
  const ms = spoken.reduce((sum, { transcript }) => sum + 1000 * (transcript['audio_duration'] as number), 0);
  return {
    transcripts: spoken.map(({ transcript }) => transcript),
    questions: spoken.flatMap(({ questions }) => questions),
    hours: ms / 3_600_000,
  };
}

/** `#` starts a conversation, `>` a question; every other line is a turn, whose answer is in brackets. */
function parse(text: string): Conversation[] {
  return text
    .split(/^# /m)
    .slice(1)
    .map((block) => {
      const [title = '', ...facts] = block.split(/^> /m);
      return { title: title.trim(), facts: facts.map(factOf) };
    });
}

function factOf(block: string): Turn[] {
  const [question = '', ...lines] = block.trim().split('\n');
  return lines.map((line) => {
    const turn = { speaker: line[0]!, text: line.slice(1).trim() };
    return turn.text.includes('[') ? { ...turn, answers: question } : turn;
  });
}

interface SpokenWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly confidence: number;
  readonly speaker: string;
}

function speak({ title, facts }: Conversation, id: string, random: () => number) {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const topics = topicsOf(facts.flat());
  const words: SpokenWord[] = [];
  const questions: Question[] = [];
  let now = 800;

  const say = (speaker: string, text: string): { readonly start: number; readonly end: number } => {
    const from = words.length;
    for (const token of text.split(/\s+/).filter((part) => part !== '')) {
      const length = 110 + token.length * (38 + 18 * random());
      words.push({ text: token, start: Math.round(now), end: Math.round(now + length), confidence: 0.95, speaker });
      now += length + 30 + (/[.?!]$/.test(token) ? 350 + 500 * random() : /,$/.test(token) ? 150 : 25 * random());
    }
    return { start: words[from]!.start, end: words.at(-1)!.end };
  };
  const chat = (count: number): void => {
    for (const until = words.length + count; words.length < until; now += 300 * random()) {
      const speaker = pick(['A', 'B']);
      for (let lines = 1 + Math.floor(4 * random()); lines > 0; lines--) {
        const line = pick(CHATTER).replace('{topic}', () => pick(topics));
        say(
          speaker,
          line.replace(/\{(\w+)\}/g, (_, slot) => pick(SLOTS[slot as keyof typeof SLOTS])),
        );
      }
    }
  };

  for (const turns of facts) {
    chat(CHATTER_WORDS * (0.6 + 0.8 * random()));
    for (const { speaker, text, answers } of turns) {
      const [before = '', answer, after = ''] = text.split(/[[\]]/);
      if (before.trim() !== '') say(speaker, before);
      if (answer !== undefined) questions.push({ text: answers!, answer, transcriptId: id, ...say(speaker, answer) });
      if (after.trim() !== '') say(speaker, after);
    }
  }
  chat(CHATTER_WORDS / 2);
  const transcript: Transcript = {
    id,
    status: 'completed',
    audio_url: `https://example.com/${id}.mp3`,
    text: words.map(({ text }) => text).join(' '),
    words,
    utterances: utterancesOf(words),
    audio_duration: now / 1000,
    language_code: 'en_us',
    title,
  };
  return { transcript, questions };
}

function utterancesOf(words: readonly SpokenWord[]) {
  const utterances: { speaker: string; words: SpokenWord[] }[] = [];
  for (const word of words) {
    const last = utterances.at(-1);
    if (last?.speaker === word.speaker) last.words.push(word);
    else utterances.push({ speaker: word.speaker, words: [word] });
  }
  return utterances.map(({ speaker, words: own }) => ({
    speaker,
    words: own,
    start: own[0]!.start,
    end: own.at(-1)!.end,
    text: own.map(({ text }) => text).join(' '),
    confidence: 0.95,
  }));
}

/** The longest words of the questions. */
function topicsOf(turns: readonly Turn[]): string[] {
  const words = turns.flatMap(({ answers = '' }) => answers.toLowerCase().match(/[a-z]{5,}/g) ?? []);
  const unique = [...new Set(words)].filter(
    (word) => !/^(which|where|there|should|would|could|after|their|does)$/.test(word),
  );
  return unique.sort((a, b) => b.length - a.length).slice(0, 10);
}

/** A linear congruential generator: the same numbers on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}
