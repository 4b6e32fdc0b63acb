import type { Option } from '../kit/fields.ts';

/** Actions to take if no language is detected. Source: `newer.md` 2. */
export const detectionFailures = [
  { value: 'error', label: 'Fail' },
  { value: 'fallback', label: 'Use Fallback Language' },
] as const satisfies readonly Option[];

/** Source: `newer.md` 2. */
export const matchStrengths = [
  { value: 'standard', label: 'Standard' },
  { value: 'high', label: 'High' },
] as const satisfies readonly Option[];

/** Source: `rest-supplement.md` section 4. */
export const boostLevels = [
  { value: 'low', label: 'Low' },
  { value: 'default', label: 'Default' },
  { value: 'high', label: 'High' },
] as const satisfies readonly Option[];

/** Source: `newer.md` 2. */
export const audioTags = [
  { value: 'all', label: 'All Tags' },
  { value: 'speaker', label: 'Speaker Tags' },
] as const satisfies readonly Option[];

/** Source: `rest.md` 4.4. */
export const substitutions = [
  { value: 'hash', label: 'Hash Signs', help: 'Replaces each character with #.' },
  { value: 'entity_name', label: 'Entity Name', help: 'Uses the type of information, such as [PERSON_NAME].' },
] as const satisfies readonly Option[];

/** Source: `rest.md` 4.4. */
export const audioQualities = [
  { value: 'mp3', label: 'MP3', help: 'Smaller files.' },
  { value: 'wav', label: 'WAV', help: 'Lossless quality.' },
] as const satisfies readonly Option[];

/** Source: `newer.md` 2. */
export const audioRedactions = [{ value: 'silence', label: 'Silence' }] as const satisfies readonly Option[];

/** Source: `llm-gateway.md` section 3. */
export const speakerTypes = [
  { value: 'name', label: 'Names' },
  { value: 'role', label: 'Roles' },
] as const satisfies readonly Option[];

/** Source: `newer.md` 2. */
export const understandingSummaryTypes = [
  { value: 'paragraph', label: 'Paragraph' },
  { value: 'bullets', label: 'Bullet Points' },
] as const satisfies readonly Option[];

/** Source: `newer.md` 2. */
export const efforts = [
  { value: 'low', label: 'Low', help: 'Faster.' },
  { value: 'medium', label: 'Medium', help: 'More thorough.' },
] as const satisfies readonly Option[];

/** Source: `rest.md` 5.1. */
export const transcriptStatuses = [
  { value: 'queued', label: 'Queued' },
  { value: 'processing', label: 'Processing' },
  { value: 'completed', label: 'Completed' },
  { value: 'error', label: 'Failed' },
] as const satisfies readonly Option[];

/** Source: `rest.md` 6.1. */
export const subtitleFormats = [
  { value: 'srt', label: 'SRT' },
  { value: 'vtt', label: 'WebVTT' },
] as const satisfies readonly Option[];

/** Final statuses of a transcript. Source: `webhooks.md` section 2. */
export const outcomes = [
  { value: 'completed', label: 'Completed' },
  { value: 'error', label: 'Failed' },
] as const satisfies readonly Option[];
