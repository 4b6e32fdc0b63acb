import type { Entity, Word } from '../audio-model.ts';
import type { TranscriptRequest } from '../contract/transcript-request.ts';
import type { Recorded } from '../engines/engine.ts';
import { highlightsOf } from './phrases.ts';
import { sentimentsOf } from './sentiment.ts';
import { chaptersOf, summaryOf } from './summary.ts';

/** The documented way to say that a model has nothing to offer although the transcript is fine. */
const unavailable = { status: 'unavailable', results: [], summary: {} };

type Feature = (words: readonly Word[], request: TranscriptRequest, entities: readonly Entity[]) => unknown;

/** Request parameter → response field, and how the field is made where nothing was recorded. */
const FEATURES: Readonly<Record<string, readonly [field: string, make: Feature]>> = {
  summarization: ['summary', (words, request) => summaryOf(words, request.summary_type ?? 'bullets')],
  auto_chapters: ['chapters', chaptersOf],
  auto_highlights: ['auto_highlights_result', highlightsOf],
  sentiment_analysis: ['sentiment_analysis_results', sentimentsOf],
  entity_detection: ['entities', (_words, _request, entities) => entities],
  // These need a trained model. Guesses would look like results.
  content_safety: ['content_safety_labels', () => ({ ...unavailable, severity_score_summary: {} })],
  iab_categories: ['iab_categories_result', () => unavailable],
};

/** The fields of the features that the request turned on: recorded where they were, else made from the words. */
export function intelligenceOf(
  request: TranscriptRequest,
  words: readonly Word[],
  entities: readonly Entity[],
  recorded: Recorded,
): Record<string, unknown> {
  const on = Object.entries(FEATURES).filter(([parameter]) => request[parameter] === true);
  return Object.fromEntries(on.map(([, [field, make]]) => [field, recorded[field] ?? make(words, request, entities)]));
}

export const INTELLIGENCE_FIELDS: readonly string[] = Object.values(FEATURES).map(([field]) => field);
