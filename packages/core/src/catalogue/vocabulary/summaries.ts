import type { Option } from '../kit/fields.ts';

/** Source: `rest.md` 4.4, `languages.md` section 7. */
export const summaryModels = [
  { value: 'informative', label: 'Informative', help: 'One speaker: talks, lectures.' },
  { value: 'conversational', label: 'Conversational', help: 'Two people: calls, interviews.' },
  { value: 'catchy', label: 'Catchy', help: 'Titles for videos and podcasts.' },
] as const satisfies readonly Option[];

/** Source: `rest.md` 4.4, `languages.md` section 7. */
export const summaryTypes = [
  { value: 'bullets', label: 'Bullet Points', help: 'The most important points.' },
  { value: 'bullets_verbose', label: 'Long Bullet Points', help: 'Everything, point by point.' },
  { value: 'gist', label: 'Gist', help: 'A few words.' },
  { value: 'headline', label: 'Headline', help: 'One sentence.' },
  { value: 'paragraph', label: 'Paragraph', help: 'One paragraph.' },
] as const satisfies readonly Option[];

/** Which type each model can write. Source: `rest.md` 4.4, summary model matrix. */
export const typesOfModel: Readonly<Record<string, readonly string[]>> = {
  informative: ['bullets', 'bullets_verbose', 'headline', 'paragraph'],
  conversational: ['bullets', 'bullets_verbose', 'headline', 'paragraph'],
  catchy: ['headline', 'gist'],
};
