/** The sections of all forms, in the order in which forms show them. */
export const GROUPS = {
  primary: { label: 'Main', help: 'Main options.' },
  recognition: { label: 'Recognition', help: 'Options for speech models, prompts, and key terms.' },
  language: { label: 'Language', help: 'Options for the spoken language and language detection.' },
  speakers: { label: 'Speakers', help: 'Options for speaker labels, channels, and speaker names.' },
  formatting: { label: 'Formatting', help: 'Options for punctuation, spelling, and profanity.' },
  intelligence: { label: 'Audio Intelligence', help: 'Options for key phrases, sentiment, topics, and entities.' },
  understanding: { label: 'Speech Understanding', help: 'Options for summaries, action items, and translation.' },
  privacy: { label: 'Privacy', help: 'Options for redacting personal information.' },
  delivery: { label: 'Delivery', help: 'Options for webhooks and messages.' },
  advanced: { label: 'Advanced', help: 'Options that are rarely needed.' },
} as const;

export type GroupId = keyof typeof GROUPS;
