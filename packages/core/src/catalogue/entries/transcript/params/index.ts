import { advancedParams } from './advanced.ts';
import { audioParams } from './audio.ts';
import { deliveryParams } from './delivery.ts';
import { formattingParams } from './formatting.ts';
import { intelligenceParams } from './intelligence.ts';
import { languageParams } from './language.ts';
import { privacyParams } from './privacy.ts';
import { recognitionParams } from './recognition.ts';
import { speakerParams } from './speakers.ts';
import { understandingParams } from './understanding.ts';

/** Every parameter of a transcription, each declared once, in the order people meet them. */
export const transcriptParams = {
  ...audioParams,
  ...recognitionParams,
  ...languageParams,
  ...speakerParams,
  ...formattingParams,
  ...intelligenceParams,
  ...understandingParams,
  ...privacyParams,
  ...deliveryParams,
  ...advancedParams,
};

export type TranscriptFields = typeof transcriptParams;
