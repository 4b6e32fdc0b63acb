import { flag, withWords } from '../../../kit/fields.ts';
import { actionItems, customFormatting, summary, translation } from '../../understanding/features.ts';

const group = 'understanding';

/** Features that run a language model on the transcript as part of the same job. */
export const understandingParams = {
  understanding_summarization: flag({
    prominence: 'common',
    group,
    label: 'Summary',
    help: 'Summarize the recording.',
    layout: 'presence',
    at: 'speech_understanding.request.summarization',
    source: 'newer.md 2',
  }),
  ...withWords(summary, { group, showWhen: { understanding_summarization: true } }),
  action_items: flag({
    prominence: 'common',
    group,
    label: 'Action Items',
    help: 'List the tasks to do after the conversation.',
    layout: 'presence',
    at: 'speech_understanding.request.action_items',
    source: 'newer.md 2',
  }),
  ...withWords(actionItems, { group, showWhen: { action_items: true } }),
  translation: flag({
    prominence: 'common',
    group,
    label: 'Translation',
    help: 'Translate the transcript into other languages.',
    layout: 'presence',
    at: 'speech_understanding.request.translation',
    source: 'newer.md 2',
  }),
  ...withWords(translation, { group, showWhen: { translation: true } }),
  custom_formatting: flag({
    group,
    label: 'Custom Formatting',
    help: 'Write dates, phone numbers, and email addresses in a specific format.',
    layout: 'presence',
    at: 'speech_understanding.request.custom_formatting',
    source: 'newer.md 2',
  }),
  ...withWords(customFormatting, { group, showWhen: { custom_formatting: true } }),
};
