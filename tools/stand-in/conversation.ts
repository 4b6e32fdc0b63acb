/** What one speaker says. Every word takes 400 ms. */
export interface Said {
  readonly speaker?: string;
  readonly text: string;
}

const WORD_MS = 400;

/** A finished transcript with times for each word. */
export function transcriptOf(id: string, turns: readonly Said[]) {
  let now = 0;
  const utterances = turns.map(({ speaker = null, text }) => {
    const words = text.split(' ').map((word) => {
      const start = now;
      now += WORD_MS;
      return { text: word, start, end: now, confidence: 0.9, speaker };
    });
    return { speaker, text, start: words[0]!.start, end: now, confidence: 0.9, words };
  });
  const isLabeled = turns.some(({ speaker }) => speaker !== undefined);
  return {
    id,
    status: 'completed' as const,
    audio_url: 'https://example.com/a.mp3',
    audio_duration: Math.ceil(now / 1000),
    text: turns.map(({ text }) => text).join(' '),
    words: utterances.flatMap(({ words }) => words),
    utterances: isLabeled ? utterances : null,
  };
}

const SUBJECTS = ['The invoice', 'Our garden', 'That river', 'A neighbor', 'The printer', 'My schedule', 'The bakery'];
const VERBS = ['was moved', 'looks fine', 'needs paint', 'costs more', 'opened early', 'made noise', 'got lost'];
const ENDS = ['last Monday', 'near the station', 'before lunch', 'without notice', 'in the rain', 'for a week'];

/** A long conversation about nothing. Each sentence has 6 words or so; a turn has five sentences. */
export function chatter(count: number): Said[] {
  return Array.from({ length: count }, (_, turn) => ({
    speaker: turn % 2 === 0 ? 'A' : 'B',
    text: Array.from({ length: 5 }, (__, at) => {
      const n = turn * 5 + at;
      return `${SUBJECTS[n % 7]} ${VERBS[(n * 3 + turn) % 7]} ${ENDS[(n * 5 + turn) % 6]} number ${n}.`;
    }).join(' '),
  }));
}
