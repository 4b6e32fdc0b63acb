// Generated from the catalogue by `npx nx sheets repo`. Edit the catalogue instead.

/** Speaker labels and channels. */
export interface SpeakerParams {
  /**
   * Detect the speakers and label what each one says.
   *
   * Not together with `multichannel`. Not together with `dual_channel`.
   *
   * Contract: `rest.md` section 4.3.
   *
   * @default false
   */
  readonly speaker_labels?: boolean | null | undefined;
  /**
   * Exact number of speakers. Set it only if you are certain. At least 1.
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
   * Transcribe each audio channel separately. Adds about 25% to processing time.
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
   * Minimum number of speakers to expect. Defaults to 1.
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
   * Maximum number of speakers to expect. Too high a value lowers accuracy. At least 1.
   *
   * Only with `speaker_labels`: `true`.
   *
   * Contract: `rest.md` section 4.3.
   *
   * @example 5
   */
  readonly max_speakers_expected?: number | null | undefined;
  /**
   * Return the confidence of each speaker label.
   *
   * Only with `speaker_labels`: `true`.
   *
   * Contract: `newer.md` section 2.
   */
  readonly include_speaker_confidence?: boolean | null | undefined;
}
