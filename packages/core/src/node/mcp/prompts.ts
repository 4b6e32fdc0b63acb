import { type Fields, text } from '../../catalogue/kit/fields.ts';

/** A prompt that a person picks in the client, with the tools that the model should use. */
export interface McpPrompt {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly params: Fields;
  write(input: Readonly<Record<string, unknown>>): string;
}

const audio = text({
  label: 'Recording',
  help: 'Link, path of a local file, or transcript ID.',
  required: true,
  source: 'ours: for agents',
});

/** How each prompt gets the transcript, with its speakers if they matter. */
const first = (recording: unknown, hasSpeakers: boolean): string =>
  `Recording: ${String(recording)}\n\n1. Call transcribe with this recording${hasSpeakers ? ' and speaker_labels' : ''}. If it is not finished, call wait_for_transcript until it is.`;

interface Recipe {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly speakers?: boolean;
  readonly params?: Fields;
  readonly steps: (input: Readonly<Record<string, unknown>>) => readonly string[];
}

const CITE =
  'Support each point with a quote from the transcript, its speaker and its time. Do not add what nobody said.';

function recipe({ params = {}, speakers = true, steps, ...words }: Recipe): McpPrompt {
  return {
    ...words,
    params: { audio, ...params },
    write: (input) =>
      [first(input['audio'], speakers), ...steps(input).map((step, at) => `${at + 2}. ${step}`)].join('\n'),
  };
}

const list = (help: string, label: string) => text({ label, help, required: true, source: 'ours: for agents' });

/** Recipes of the vendor's cookbooks, as prompts. Source: `cookbooks.md` C43, C44, C57, C63, C65, C66, C69. */
export const PROMPTS: readonly McpPrompt[] = [
  recipe({
    name: 'meeting_notes',
    title: 'Meeting Notes',
    description: 'Summarizes a meeting, with decisions and action items.',
    steps: () => [
      'Ask with ask_transcripts which decisions were made, and which tasks were given to whom, by when.',
      'Call summarize_transcript for the summary.',
      `Write notes with the parts Summary, Decisions, and Action Items (task, owner, due date). ${CITE}`,
    ],
  }),
  recipe({
    name: 'action_items',
    title: 'Action Items',
    description: 'Lists the tasks that follow from a conversation.',
    steps: () => [
      'Ask with ask_transcripts which tasks were agreed on, who does each, and by when.',
      `Write a table with task, owner, due date and time in the recording. Write "not said" for what is missing. ${CITE}`,
    ],
  }),
  recipe({
    name: 'name_the_speakers',
    title: 'Name the Speakers',
    description: 'Finds out who the speakers of a recording are.',
    steps: () => [
      'Read the beginning with read_transcript, where people introduce and greet each other, and search for names with find_in_transcripts.',
      'Give the name or role of each speaker label, with the quote that shows it. Keep a label if nothing shows the name.',
    ],
  }),
  recipe({
    name: 'sales_call_review',
    title: 'Sales Call Review',
    description: 'Checks a sales call against a playbook.',
    params: { playbook: list('Points that the seller should cover, separated by semicolons.', 'Playbook') },
    steps: ({ playbook }) => [
      `Ask with ask_transcripts about each of these points, one question for each: ${String(playbook)}`,
      `Write a table with the point, whether it was covered (yes, partly, no), and the evidence. ${CITE}`,
      'Add the share of speech of each speaker, which transcribe returns, and three suggestions for the seller.',
    ],
  }),
  recipe({
    name: 'call_sentiment',
    title: 'Call Sentiment',
    description: 'Describes how the mood of a customer changes during a call.',
    steps: () => [
      'Read the call with read_transcript, part by part.',
      `Name the customer's problem, the mood at the beginning, at turning points and at the end, and whether the problem was solved. ${CITE}`,
    ],
  }),
  recipe({
    name: 'coaching_feedback',
    title: 'Coaching Feedback',
    description: 'Gives a speaker feedback on a conversation.',
    params: { person: list('Name or label of the speaker to coach.', 'Person') },
    steps: ({ person }) => [
      `Read what ${String(person)} says with read_transcript and its speaker argument, and the answers around it.`,
      `Write what went well, what to improve, and one exercise. ${CITE}`,
    ],
  }),
  recipe({
    name: 'show_notes',
    title: 'Show Notes',
    description: 'Writes show notes for a podcast episode, with chapters.',
    steps: () => [
      'Read the episode with read_transcript, part by part.',
      'Write a title, a summary of three sentences, the guests, and chapters in the form 0:00 Title. The first chapter starts at 0:00, and each lasts at least ten seconds.',
      'List the links, books and people that are mentioned, and three quotes to share with their times.',
    ],
  }),
  recipe({
    name: 'quotes_about',
    title: 'Quotes About a Topic',
    description: 'Collects what was said about a topic, word for word.',
    params: { topic: list('Topic of the quotes.', 'Topic') },
    steps: ({ topic }) => [
      `Call find_in_transcripts with words, names and synonyms for: ${String(topic)}. Ask with ask_transcripts for passages that use other words.`,
      'List the quotes in their order, word for word, each with its speaker and time. Read the sentences around a quote if it is not clear alone.',
    ],
  }),
  recipe({
    name: 'interview_table',
    title: 'Interview Table',
    description: 'Turns the answers of an interview into a table.',
    params: { questions: list('Questions, separated by semicolons.', 'Questions') },
    steps: ({ questions }) => [
      `Ask with ask_transcripts each of these questions: ${String(questions)}`,
      `Write a table with question, answer, quote and time. Write "not asked" if the interview does not answer a question.`,
    ],
  }),
  recipe({
    name: 'phases_of_a_call',
    title: 'Phases of a Call',
    description: 'Splits a phone call into phases with their times.',
    steps: () => [
      'Read the call with read_transcript, part by part.',
      'Write JSON: a list of objects with phase (such as greeting, identification, problem, solution, closing), start, end and summary. Times as in the transcript. Phases follow each other without gaps.',
    ],
  }),
  recipe({
    name: 'soap_note',
    title: 'SOAP Note',
    description: 'Drafts a medical note from a recorded visit, for a clinician to review.',
    steps: () => [
      'Read the visit with read_transcript, part by part.',
      'Write a note with the parts Subjective, Objective, Assessment and Plan. Write "not discussed" for what is missing, and infer no findings.',
      'Add the quote and time behind each statement, and say that a clinician must review the note.',
    ],
  }),
  recipe({
    name: 'subtitles',
    title: 'Subtitles',
    description: 'Writes subtitles for a recording.',
    speakers: false,
    steps: () => [
      'Call save_subtitles with format srt and 42 characters per caption, and again with format vtt.',
      'Name the files, and show the first captions.',
    ],
  }),
];
