import { number, terms } from '../../../catalogue/kit/fields.ts';
import { searchWords } from '../../../catalogue/entries/transcript/search-words.ts';
import { quotes } from '../../../formats/quotes.ts';
import type { Transcript } from '../../../model.ts';
import type { Desk } from '../desk.ts';
import type { ToolCall } from '../patience.ts';
import { recordingName } from '../reading.ts';
import { cutToFit, linesThatFit, tokensAtMost } from '../tokens.ts';
import { READS, tool } from '../tool.ts';

/** Transcripts that one call searches. */
const MOST_TRANSCRIPTS = 20;
/** The newest transcripts, which are searched if none are named. */
const NEWEST = 10;

export const findInTranscripts = tool({
  name: 'find_in_transcripts',
  title: 'Find in Transcripts',
  description: `Finds words and phrases in finished transcripts, with the sentence, the speaker and the time of each. Ignores case and punctuation. Give several spellings or synonyms at once.`,
  params: {
    words: { ...searchWords.params.words, help: 'Words, numbers, or phrases to find.', maxItems: 20 },
    transcript_ids: terms({
      label: 'Transcript IDs',
      help: `Transcripts to search, at most ${MOST_TRANSCRIPTS}. Leave empty for the ${NEWEST} newest.`,
      maxItems: MOST_TRANSCRIPTS,
      format: 'transcript',
      source: 'ours: for agents',
    }),
    skip: number({
      label: 'Skip',
      help: 'Number of matches to skip, as named by an earlier answer.',
      whole: true,
      min: 0,
      source: 'ours: for agents',
    }),
  },
  hints: READS,
  async run({ words, transcript_ids = [], skip = 0 }, desk, call) {
    const ids = transcript_ids.length > 0 ? [...new Set(transcript_ids)] : await newestOf(desk, call);
    if (ids.length === 0) return 'The account has no finished transcripts. Transcribe a recording first.';
    const lines: string[] = [];
    const said = new Set<string>();
    for (const id of ids) {
      const transcript = await desk.library.get(id, call.signal);
      const found = quotes(transcript, { find: words, ...desk.naming });
      for (const { matches } of found) for (const match of matches) said.add(match);
      lines.push(...found.map((quote) => lineOf(transcript, quote, ids.length > 1)));
    }
    return answerOf(
      lines,
      words.filter((word) => !said.has(word)),
      skip,
      ids,
      desk,
    );
  },
});

async function newestOf({ client }: Desk, { signal }: ToolCall): Promise<readonly string[]> {
  const { transcripts } = await client.transcripts.list({ limit: NEWEST, status: 'completed' }, { signal });
  return transcripts.map(({ id }) => id);
}

function lineOf(
  transcript: Transcript,
  { time, speaker, text }: ReturnType<typeof quotes>[number],
  isSeveral: boolean,
): string {
  const place = isSeveral ? `${transcript.id} (${recordingName(transcript)}) ` : '';
  return `${place}[${time}] ${speaker === undefined ? '' : `${speaker}: `}${text}`;
}

function answerOf(
  lines: readonly string[],
  missing: readonly string[],
  skip: number,
  ids: readonly string[],
  { budget }: Desk,
): string {
  const where = ids.length === 1 ? `transcript ${ids[0]}` : `${ids.length} transcripts`;
  const head = `${lines.length === 0 ? 'No' : lines.length} ${lines.length === 1 ? 'match' : 'matches'} in ${where}.`;
  const note =
    missing.length === 0
      ? ''
      : `\nNot found: ${cutToFit(missing.join(', '), 200)}. The recording may use other words: try synonyms, or ask_transcripts.`;
  const more = (shown: number): string =>
    `\nTo get the other matches, call find_in_transcripts with the same arguments and skip ${shown}.`;
  const left = lines.slice(skip).map((line) => cutToFit(line, budget / 4));
  const count = linesThatFit(left, budget - tokensAtMost(`${head}${note}${more(lines.length)}`));
  const shown = left.slice(0, count);
  const isAll = skip + shown.length >= lines.length;
  return `${[head, ...shown].join('\n')}${note}${isAll ? '' : more(skip + shown.length)}`;
}
