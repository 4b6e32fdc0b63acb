import type { Deadline } from '../deadline.ts';
import type { ResultField } from '../output.ts';
import { asError, type Client, findEntry, followUp, isAssemblyAIError, type Transcript } from '../core.ts';

/** Key of the answer to the question about a finished transcript. */
export const ANSWER = 'answer';

export const ANSWER_FIELD: ResultField = { key: ANSWER, label: 'Answer', type: 'string' };

/** Time that a question needs at least, ms. With less, the answer would be billed and lost. */
const SHORTEST_MS = 4_000;

/**
 * The answer to a question about a finished transcript. Never fails, because the transcript is paid: without an answer,
 * the text says why and how to get it.
 */
export async function answerAbout(
  client: Client,
  transcript: Transcript,
  question: { readonly prompt: string; readonly model: string | undefined },
  deadline: Deadline,
): Promise<string> {
  if (deadline.remainingMs() < SHORTEST_MS) return noAnswer(TOO_LATE, transcript);
  try {
    return await followUp(client, transcript, question);
  } catch (thrown) {
    if (!isAssemblyAIError(thrown)) return noAnswer(asError(thrown).message, transcript);
    return noAnswer(thrown.code === 'timeout' ? TOO_SLOW : thrown.message, transcript);
  }
}

const TOO_LATE = "Zapier's time limit for a step left no time for the question.";

const TOO_SLOW = "The language model did not answer within Zapier's time limit for a step.";

const ASK = findEntry('lemur_question_answer')!.label;

const noAnswer = (reason: string, { id }: Transcript): string =>
  `No answer: ${reason} To get one, add an ${ASK} step with transcript ID ${id}, or choose a faster model.`;
