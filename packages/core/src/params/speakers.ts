// Generated from the catalogue by `npx nx sheets repo`. Edit the catalogue instead.

/** Speaker labels and channels. */
export interface SpeakerParams {
  /**
   * Tell the speakers apart and mark who says what.
   *
   * Not together with `multichannel`. Not together with `dual_channel`.
   *
   * Contract: `rest.md` section 4.3.
   *
   * @default false
   */
  readonly speaker_labels?: boolean | null | undefined;
  /**
   * How many people speak. Fill it in only if you are certain. At least 1.
   *
   * Only with `speaker_labels`: `true`.
   *
   * Contract: `rest.md` section 4.3.
   *
   * @example 3
   */
  readonly speakers_expected?: number | null | undefined;
  /**
   * Options of `speaker_options`: `min_speakers_expected`, `max_speakers_expected`, `include_speaker_confidence`.
   */
  readonly speaker_options?: SpeakerOptions | null | undefined;
  /**
   * Transcribe each channel of the recording by itself. Takes about a quarter longer.
   *
   * Contract: `rest.md` section 4.3.
   *
   * @default false
   */
  readonly multichannel?: boolean | null | undefined;
}

/** Options of `speaker_options`: `min_speakers_expected`, `max_speakers_expected`, `include_speaker_confidence`. */
export interface SpeakerOptions {
  /**
   * The smallest number of people who may be speaking. At least 1.
   *
   * Only with `speaker_labels`: `true`.
   *
   * Contract: `rest.md` section 4.3.
   *
   * @default 1
   * @example 3
   */
  readonly min_speakers_expected?: number | null | undefined;
  /**
   * The greatest number of people who may be speaking. Too high a number makes the result worse. At least 1.
   *
   * Only with `speaker_labels`: `true`.
   *
   * Contract: `rest.md` section 4.3.
   *
   * @example 5
   */
  readonly max_speakers_expected?: number | null | undefined;
  /**
   * Return how sure the service is of the speaker of each word and utterance.
   *
   * Only with `speaker_labels`: `true`.
   *
   * Contract: `newer.md` section 2.
   */
  readonly include_speaker_confidence?: boolean | null | undefined;
}
