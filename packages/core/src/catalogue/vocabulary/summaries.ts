import type { Option } from '../kit/fields.ts';

/** Source: `rest.md` 4.4, `languages.md` section 7. */
export const summaryModels = [
  { value: 'informative', label: 'Informative', help: 'For one speaker, such as a lecture.' },
  { value: 'conversational', label: 'Conversational', help: 'For two speakers, such as a call.' },
  { value: 'catchy', label: 'Catchy', help: 'For video and podcast titles.' },
] as const satisfies readonly Option[];

/** Source: `rest.md` 4.4, `languages.md` section 7. */
export const summaryTypes = [
  { value: 'bullets', label: 'Bullet Points', help: 'Most important points.' },
  { value: 'bullets_verbose', label: 'Verbose Bullet Points', help: 'All points in detail.' },
  { value: 'gist', label: 'Gist', help: 'A few words.' },
  { value: 'headline', label: 'Headline', help: 'One sentence.' },
  { value: 'paragraph', label: 'Paragraph', help: 'One paragraph.' },
] as const satisfies readonly Option[];

/** Summary types that each model supports. Source: `rest.md` 4.4, summary model matrix. */
export const typesOfModel: Readonly<Record<string, readonly string[]>> = {
  informative: ['bullets', 'bullets_verbose', 'headline', 'paragraph'],
  conversational: ['bullets', 'bullets_verbose', 'headline', 'paragraph'],
  catchy: ['headline', 'gist'],
};
