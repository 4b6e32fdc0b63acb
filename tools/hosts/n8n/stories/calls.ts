import type { Delivery } from '@aai-connectors/stand-in';

/** How n8n answered the calls about a number of transcripts. */
export interface Calls {
  /** Number of calls by the status of their answer, or by the reason that there was none. */
  readonly answers: ReadonlyMap<string, number>;
  /** Transcripts that were called about more than once. */
  readonly repeated: number;
  /** Calls about the same transcript, at most. */
  readonly most: number;
  /** Transcripts that AssemblyAI does not call about again, although no call got a status 2xx. */
  readonly refused: number;
}

export function callsOf(deliveries: readonly Pick<Delivery, 'transcriptId' | 'status' | 'error' | 'outcome'>[]): Calls {
  const answers = new Map<string, number>();
  const numbers = new Map<string, number>();
  let refused = 0;
  for (const { transcriptId, status, error = 'no answer', outcome } of deliveries) {
    const answer = String(status ?? error);
    answers.set(answer, (answers.get(answer) ?? 0) + 1);
    numbers.set(transcriptId, (numbers.get(transcriptId) ?? 0) + 1);
    if (outcome === 'given-up') refused++;
  }
  return {
    answers: new Map([...answers].sort(([a], [b]) => a.localeCompare(b))),
    repeated: [...numbers.values()].filter((number) => number > 1).length,
    most: Math.max(0, ...numbers.values()),
    refused,
  };
}

export function callsInWords({ answers, repeated, most, refused }: Calls): string {
  const listed = [...answers].map(([answer, number]) => `${number} × ${answer}`).join(', ') || 'none';
  return `calls answered: ${listed}; ${repeated} transcripts needed a second call (at most ${most}); ${refused} calls were refused permanently`;
}
