import type { Ledger } from './ledger.ts';
import type { Notice, Raw } from './messages.ts';

type Timeline = Pick<Ledger, 'baseMs' | 'orderOf'>;

/** Keys of times, ms from the connection's first sample. */
const TIMES = ['start', 'end', 'start_ms', 'end_ms', 'total_audio_received_ms'];

/** A notice with the session's turn orders and times in the place of the connection's. */
export const onTimeline = (notice: Notice, timeline: Timeline): Notice => moved(notice, timeline) as Notice;

function moved(raw: Raw, timeline: Timeline): Raw {
  return Object.fromEntries(
    Object.entries(raw).map(([key, value]) => {
      if (key === 'turn_order') return [key, timeline.orderOf(value as number)];
      if (TIMES.includes(key) && typeof value === 'number') return [key, value + timeline.baseMs];
      if ((key === 'words' || key === 'revisions') && Array.isArray(value)) {
        return [key, value.map((each: unknown) => (isObject(each) ? moved(each, timeline) : each))];
      }
      return [key, value];
    }),
  );
}

const isObject = (value: unknown): value is Raw => typeof value === 'object' && value !== null;
