// Generated from the catalogue by `npx nx sheets repo`. Edit the catalogue instead.

/** Filters for listing transcripts. */
export interface ListQuery {
  /**
   * Max number of transcripts to return. 1 to 200.
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
   * Status of the transcripts to return. Leave empty for all.
   *
   * Contract: `rest-supplement.md` section 2.
   */
  readonly status?: 'queued' | 'processing' | 'completed' | 'error' | undefined;
  /**
   * Date on which the transcripts were created. Leave empty for any date.
   *
   * Contract: `rest-supplement.md` section 2.
   *
   * @example '2026-01-31'
   */
  readonly created_on?: string | undefined;
  /**
   * Return only transcripts created before this one.
   *
   * Contract: `rest.md` section 7.
   */
  readonly before_id?: string | undefined;
  /**
   * Return only transcripts created after this one.
   *
   * Contract: `rest.md` section 7.
   */
  readonly after_id?: string | undefined;
  /**
   * Return only transcripts that were throttled by the concurrency limit. Ignores the status.
   *
   * Contract: `rest-supplement.md` section 2.
   *
   * @default false
   */
  readonly throttled_only?: boolean | undefined;
}

export interface TokenQuery {
  /**
   * Time in seconds until the token expires, from 1 to 600.
   *
   * Contract: `streaming.md` section 2.1.
   *
   * @example 60
   */
  readonly expires_in_seconds: number;
  /**
   * Maximum length of the session in seconds, from 60 to 10,800. Defaults to 10,800, or 3 hours.
   *
   * Contract: `streaming.md` section 2.1.
   *
   * @default 10800
   * @example 600
   */
  readonly max_session_duration_seconds?: number | undefined;
}
