import { type Field, transcriptParams, type TranscriptFields, type ValueOf } from '@aai-connectors/core';

/** Kinds whose value in a form is their value in a request. */
type Plain = 'text' | 'number' | 'flag' | 'choice' | 'openChoice' | 'choices' | 'terms';

type ParamOf<F extends Field> = F extends { readonly kind: Plain } ? ValueOf<F> : unknown;

/**
 * Any parameter of a transcription, named and shaped as in the API's request body. Unknown ones are sent as they are.
 * Contract: `rest.md` section 4.
 */
export type TranscriptionParams = {
  readonly [K in keyof TranscriptFields]?: ParamOf<TranscriptFields[K]> | null | undefined;
} & {
  readonly [parameter: string]: unknown;
};

/** The parameter that holds the link to the audio. */
export const AUDIO_LINK = Object.entries<Field>(transcriptParams).find(([, { kind }]) => kind === 'media')![0];
