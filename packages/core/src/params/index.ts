/** What each call takes, in the API's own shape. The other files of this folder are generated from the catalogue. */
import type { ChatSettings } from './chat.ts';
import type { DeliveryParams } from './delivery.ts';
import type { FormattingParams } from './formatting.ts';
import type { IntelligenceParams } from './intelligence.ts';
import type { LanguageParams } from './language.ts';
import type {
  LemurQuestionAnswer as LemurQuestionAnswerParams,
  LemurSummary as LemurSummaryParams,
  LemurTask as LemurTaskParams,
} from './lemur.ts';
import type { OlderParams } from './older.ts';
import type { PrivacyParams } from './privacy.ts';
import type { RecognitionParams } from './recognition.ts';
import type { SpeakerParams } from './speakers.ts';
import type { StreamingDelivery, StreamingPrivacy } from './streaming-delivery.ts';
import type { StreamingRecognition } from './streaming-recognition.ts';
import type { StreamingBasics } from './streaming.ts';
import type { SyncSettings } from './sync.ts';
import type { SpeechUnderstanding, SpeechUnderstandingParams } from './understanding.ts';
import type { StreamingChange } from './vocabulary.ts';

export type { LanguageDetectionOptions } from './language.ts';
export type { LemurBase, LemurQuestion } from './lemur.ts';
export type { CustomSpelling } from './formatting.ts';
export type { RedactPiiAudioOptions } from './privacy.ts';
export type { ChatMessage } from './message.ts';
export type { ListQuery, TokenQuery } from './queries.ts';
export type { KeytermsPromptOptions } from './recognition.ts';
export type { SpeakerOptions } from './speakers.ts';
export type {
  ActionItemsRequest,
  CustomFormattingRequest,
  DescribedSpeaker,
  SpeakerIdentificationRequest,
  SpeechUnderstanding,
  SpeechUnderstandingRequest,
  SummarizationRequest,
  TranslationRequest,
} from './understanding.ts';
export type * from './vocabulary.ts';

/** A way out for what the types do not know yet. */
export interface Extra {
  /**
   * Parameters that are newer than this package, by the API's names. They are sent beside the others, and replace those
   * of the same name.
   *
   * @example { a_new_parameter: true }
   */
  readonly extra?: Readonly<Record<string, unknown>> | undefined;
}

/** Every parameter of a transcription but its audio. Contract: `rest.md` section 4. */
export interface TranscriptionParams
  extends
    RecognitionParams,
    LanguageParams,
    SpeakerParams,
    FormattingParams,
    IntelligenceParams,
    SpeechUnderstandingParams,
    PrivacyParams,
    DeliveryParams,
    OlderParams,
    Extra {}

/** The request body of a submission. Contract: `rest.md` section 4. */
export interface TranscriptParams extends TranscriptionParams {
  /** A link to an audio or video file that needs no sign-in, or the `upload_url` of an upload. */
  readonly audio_url: string;
}

export interface LemurTask extends LemurTaskParams, Extra {}
export interface LemurSummary extends LemurSummaryParams, Extra {}
export interface LemurQuestionAnswer extends LemurQuestionAnswerParams, Extra {}
export type LemurActionItems = LemurSummary;

/** A chat with a model of the LLM Gateway. Set either `prompt` or `messages`. Contract: `llm-gateway.md` section 2. */
export interface ChatParams extends ChatSettings, Extra {}

/** Parameters of Speech Understanding for a finished transcript. Contract: `llm-gateway.md` section 3. */
export interface UnderstandingParams extends Extra {
  readonly transcript_id: string;
  readonly speech_understanding: SpeechUnderstanding;
}

/** Every parameter of a live connection. Contract: `streaming.md` section 3, `newer.md` section 4. */
export interface StreamingSettings
  extends StreamingBasics, StreamingRecognition, StreamingDelivery, StreamingPrivacy, Extra {}

/** Parameters of a live connection: PCM and mu-law need their `sample_rate`, the other encodings carry it. */
export type StreamingParams = StreamingSettings &
  (
    | {
        /** Hz of the audio that will be written. */
        readonly sample_rate: number;
      }
    | {
        /** An encoding that carries its sample rate. It is sent as written, without re-framing and reconnecting. */
        readonly encoding: 'opus' | 'ogg_opus' | 'aac';
      }
  );

/** What can be changed while a session runs. Contract: `streaming.md` section 5, `newer.md` section 4. */
export interface StreamingChanges extends Pick<StreamingSettings, StreamingChange>, Extra {}

/** Parameters of a sync transcription. Contract: `newer.md` section 8. */
export interface SyncParams extends SyncSettings, Extra {}
