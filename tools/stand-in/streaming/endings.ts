/** Which edition of the documentation the codes come from. */
export type CodeEdition = '2025-07' | '2026-03';

/** How a session can end by the service's will. */
export type EndingName =
  | 'expired'
  | 'duration'
  | 'rate'
  | 'type'
  | 'json'
  | 'message'
  | 'cancelled'
  | 'sessions'
  | 'key'
  | 'account'
  | 'inactive';

interface Ending {
  readonly codes: Readonly<Record<CodeEdition, number>>;
  readonly reason: (detail: string) => string;
  /** What may stand in the reason's blank, for endings that nobody caused. */
  readonly example?: string;
}

/**
 * Contract: `streaming.md` section 10. The words for inactivity are ours; the documentation
 * names only the code.
 */
const ENDINGS: Readonly<Record<EndingName, Ending>> = {
  expired: { codes: both(3005, 3008), reason: () => 'Session Expired: Maximum session duration exceeded' },
  duration: {
    codes: both(3005, 3007),
    reason: (ms) => `Input duration violation: ${ms} ms. Expected between 50 and 1000 ms`,
    example: '20',
  },
  rate: {
    codes: both(3005, 3007),
    reason: (times) => `Audio Transmission Rate Exceeded: ${times}`,
    example: 'Received 12.0 sec. audio in 5.0 sec',
  },
  type: { codes: both(3005, 3006), reason: (message) => `Invalid Message Type: ${message}`, example: 'Hello' },
  json: { codes: both(3005, 3006), reason: (text) => `Invalid JSON: ${text}`, example: '{' },
  message: { codes: both(3005, 3006), reason: (text) => `Invalid Message: ${text}`, example: '[]' },
  cancelled: { codes: both(3005, 3005), reason: () => 'Session Cancelled: An error occurred' },
  sessions: { codes: both(1008, 3009), reason: () => 'Unauthorized Connection: Too many concurrent sessions' },
  key: { codes: both(1008, 1008), reason: () => 'Unauthorized Connection: Missing Authorization header' },
  account: {
    codes: both(1008, 1008),
    reason: (why) => `Unauthorized Connection: ${why}`,
    example: 'Insufficient balance',
  },
  inactive: {
    codes: both(3005, 3006),
    reason: (seconds) => `Session Inactive: No audio or KeepAlive was received for ${seconds} sec`,
    example: '30',
  },
};

export const ENDING_NAMES = Object.keys(ENDINGS) as readonly EndingName[];

function both(july2025: number, march2026: number): Readonly<Record<CodeEdition, number>> {
  return { '2025-07': july2025, '2026-03': march2026 };
}

/** Most bytes of a reason: a control frame holds 125, two of them are the code. Source: RFC 6455 section 5.5. */
const LONGEST_REASON = 123;

/** The documented code and reason; `detail` fills the reason's blank. */
export const endingOf = (
  name: EndingName,
  edition: CodeEdition,
  detail = ENDINGS[name].example ?? '',
): { code: number; reason: string } => ({
  code: ENDINGS[name].codes[edition],
  reason: shortened(ENDINGS[name].reason(detail)),
});

/** The beginning of `text` that fits, without half a character at its end. */
export function shortened(text: string): string {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= LONGEST_REASON) return text;
  return new TextDecoder().decode(bytes.subarray(0, LONGEST_REASON), { stream: true });
}
