import type { Json } from '../model.ts';
import { isRecord } from '../record.ts';
import type { LemurQuestion } from './types.ts';

/** The context as text: free text, or a JSON object. */
const contextOf = (context: Json | undefined): string | undefined => {
  if (context === undefined || context === null || context === '') return undefined;
  return typeof context === 'string' ? context : JSON.stringify(context);
};

/** Joins parts under their headings. Parts without content are left out. */
function layOut(parts: readonly (readonly [heading: string | undefined, content: string | undefined])[]): string {
  return parts
    .flatMap(([heading, content]) =>
      content === undefined || content === '' ? [] : [heading === undefined ? content : `${heading}:\n${content}`],
    )
    .join('\n\n');
}

/** The layout that the documentation recommends: instruction, context, answer format. Contract: `rest.md` 11.2. */
export const taskPrompt = (prompt: string, context: Json | undefined): string =>
  layOut([
    [undefined, prompt],
    ['Context', contextOf(context)],
  ]);

export const summaryPrompt = (format: string | undefined, context: Json | undefined): string =>
  layOut([
    [undefined, 'Summarize the transcript. Give only the summary, without any introduction.'],
    ['Context', contextOf(context)],
    ['Answer Format', format],
  ]);

/** Also the task that is sent to LeMUR, because the documentation gets action items with a task. */
export const actionItemsPrompt = (format: string | undefined, context: Json | undefined): string =>
  layOut([
    [
      undefined,
      'List the action items that the transcript calls for, each with its owner and due date if they are mentioned. ' +
        'Give only the list, without any introduction. If there are none, say so in one sentence.',
    ],
    ['Context', contextOf(context)],
    ['Answer Format', format ?? 'Bullet points'],
  ]);

/** All questions in one prompt. The answer is a JSON list that {@link readAnswers} reads. */
export const questionsPrompt = (questions: readonly LemurQuestion[], context: Json | undefined): string =>
  layOut([
    [undefined, 'Answer the questions using only the transcript. If it does not contain the answer, say so.'],
    ['Context', contextOf(context)],
    ['Questions', questions.map((question, at) => questionText(question, `${at + 1}. `)).join('\n')],
    [
      'Answer Format',
      `A JSON array of exactly ${questions.length} strings, one answer for each question in the same order, and nothing else.`,
    ],
  ]);

/** A single question. The answer is free text. */
export const questionPrompt = (question: LemurQuestion, context: Json | undefined): string =>
  layOut([
    [
      undefined,
      'Answer the question using only the transcript. If it does not contain the answer, say so. Give only the answer.',
    ],
    ['Context', contextOf(context)],
    ['Question', questionText(question, '')],
  ]);

function questionText({ question, context, answer_format, answer_options }: LemurQuestion, number: string): string {
  const lines = [`${number}${question}`];
  const about = contextOf(context);
  if (about !== undefined) lines.push(`   Context: ${about}`);
  if (answer_format !== undefined && answer_format !== '') lines.push(`   Answer format: ${answer_format}`);
  if (answer_options !== undefined && answer_options.length > 0) {
    lines.push(`   Answer with exactly one of: ${answer_options.map((option) => JSON.stringify(option)).join(', ')}`);
  }
  return lines.join('\n');
}

/** The answers; `undefined` if the model ignored the format. */
export function readAnswers(text: string, count: number): readonly string[] | undefined {
  const start = text.indexOf('[');
  const end = text.lastIndexOf(']');
  if (start < 0 || end < start) return undefined;
  try {
    const list: unknown = JSON.parse(text.slice(start, end + 1));
    if (!Array.isArray(list) || list.length !== count) return undefined;
    return list.map(answerIn);
  } catch {
    return undefined;
  }
}

/** Models also send objects that repeat the question. */
function answerIn(item: unknown): string {
  if (typeof item === 'string') return item;
  return isRecord(item) && typeof item['answer'] === 'string' ? item['answer'] : JSON.stringify(item);
}

/** The option that the answer matches, in its original spelling; the answer itself if none matches. */
export function pickOption(answer: string, options: readonly string[] | undefined): string {
  if (options === undefined || options.length === 0) return answer;
  const plain = (text: string): string =>
    text
      .trim()
      .replace(/^["'“”]+|["'“”.!]+$/g, '')
      .toLowerCase();
  return options.find((option) => plain(option) === plain(answer)) ?? answer;
}
