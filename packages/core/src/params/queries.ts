// Generated from the catalogue by `npx nx sheets repo`. Edit the catalogue instead.

/** Filters for listing transcripts. */
export interface ListQuery {
  /**
   * How many transcripts to get. 1 to 200.
   *
   * Only with `return_all`: `false`.
   *
   * Contract: `rest-supplement.md` section 2.
   *
   * @default 10
   * @example 50
   */
  readonly limit?: number | undefined;
  /**
   * Only transcripts in this state.
   *
   * Contract: `rest-supplement.md` section 2.
   */
  readonly status?: 'queued' | 'processing' | 'completed' | 'error' | undefined;
  /**
   * Only transcripts that were started on this day.
   *
   * Contract: `rest-supplement.md` section 2.
   *
   * @example '2026-01-31'
   */
  readonly created_on?: string | undefined;
  /**
   * Only transcripts that are older than this one.
   *
   * Contract: `rest.md` section 7.
   */
  readonly before_id?: string | undefined;
  /**
   * Only transcripts that are newer than this one.
   *
   * Contract: `rest.md` section 7.
   */
  readonly after_id?: string | undefined;
  /**
   * Get only transcripts that had to wait for a free place. Status does not count then.
   *
   * Contract: `rest-supplement.md` section 2.
   *
   * @default false
   */
  readonly throttled_only?: boolean | undefined;
}

export interface TokenQuery {
  /**
   * How long the token can be used to start. In seconds. 1 to 600.
   *
   * Contract: `streaming.md` section 2.1.
   *
   * @example 60
   */
  readonly expires_in_seconds: number;
  /**
   * How long the live transcription may last. In seconds. 60 to 10800.
   *
   * Contract: `streaming.md` section 2.1.
   *
   * @default 10800
   * @example 600
   */
  readonly max_session_duration_seconds?: number | undefined;
}
