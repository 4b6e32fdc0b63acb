/** The headings of all forms, in the order people meet them. */
export const GROUPS = {
  primary: { label: 'Main', help: 'What the step works on.' },
  recognition: { label: 'Recognition', help: 'Which model listens, and what it should listen for.' },
  language: { label: 'Language', help: 'Which language is spoken, or how to find out.' },
  speakers: { label: 'Speakers', help: 'Who says what.' },
  formatting: { label: 'Formatting', help: 'How the words are written down.' },
  intelligence: { label: 'Audio Intelligence', help: 'What to find in the recording besides its words.' },
  understanding: { label: 'Speech Understanding', help: 'What a language model makes of the transcript.' },
  privacy: { label: 'Privacy', help: 'What to leave out or make unrecognisable.' },
  delivery: { label: 'Delivery', help: 'How and when the result arrives.' },
  advanced: { label: 'Advanced', help: 'Rarely needed.' },
} as const;

export type GroupId = keyof typeof GROUPS;
