import { answerInWords, askTranscripts } from '../../../asking/ask.ts';
import { lemurQuestionAnswer as entry } from '../../../catalogue/entries/llm/questions.ts';
import { terms } from '../../../catalogue/kit/fields.ts';
import { fingerprintOf } from '../../../fingerprint.ts';
import { cutToFit } from '../tokens.ts';
import { IS_BILLED, tool } from '../tool.ts';

const NAME = 'ask_transcripts';

const MOST_TRANSCRIPTS = 10;

/** Tokens of the transcripts in one request. Longer ones are read in parts. */
const INPUT_TOKENS = 60_000;

export const askTranscriptsTool = tool({
  name: NAME,
  title: entry.label,
  description:
    'Answers a question about finished transcripts with a language model of AssemblyAI, so that long recordings do not fill the conversation. Reads all of them. Its quotes are compared with the transcripts: invented ones are removed, and the others get their speaker and time. Each question is billed.',
  params: {
    question: {
      ...entry.params.questions.columns.question,
      help: 'Question to ask. It must be understandable on its own.',
    },
    transcript_ids: terms({
      label: entry.params.transcript_ids.label,
      help: `Finished transcripts to use, at most ${MOST_TRANSCRIPTS}.`,
      required: true,
      minItems: 1,
      maxItems: MOST_TRANSCRIPTS,
      format: 'transcript',
      source: 'ours: for agents',
    }),
  },
  hints: IS_BILLED,
  async run({ question, transcript_ids }, desk, call) {
    const { client, library, works, naming, model, budget, closing } = desk;
    const ids = [...new Set(transcript_ids)];
    const start = async (): Promise<string> => {
      const transcripts = [];
      for (const id of ids) transcripts.push(await library.get(id, closing));
      const answer = await askTranscripts(client, transcripts, question, {
        ...naming,
        ...{ model, signal: closing, maxInputTokens: INPUT_TOKENS },
      });
      return cutToFit(answerInWords(answer, ids.length > 1), budget);
    };
    const outcome = await works.run(await fingerprintOf(['ask', question, ids]), start, call, {
      message: 'asking the language model',
      keep: true,
    });
    return 'result' in outcome ? outcome.result : stillAnswering(NAME);
  },
});

/** The answer of a call whose language model has not answered. */
export const stillAnswering = (name: string): string =>
  `The language model has not answered yet. Call ${name} again with the same arguments to get the answer. It is billed only once.`;
