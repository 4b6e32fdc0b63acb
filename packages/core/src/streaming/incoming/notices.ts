import type { Ledger } from './ledger.ts';
import type { Notice, Raw } from './messages.ts';

type Timeline = Pick<Ledger, 'baseMs' | 'orderOf' | 'speakerOf'>;

/** Keys whose values are times, ms from the connection's first sample. */
const TIMES = ['start', 'end', 'start_ms', 'end_ms', 'total_audio_received_ms'];

/** Returns the notice with the connection's turn orders, times and speakers converted to the session's. */
export const onTimeline = (notice: Notice, timeline: Timeline): Notice => converted(notice, timeline) as Notice;

function converted(raw: Raw, timeline: Timeline): Raw {
  return Object.fromEntries(
    Object.entries(raw).map(([key, value]) => {
      if (key === 'turn_order') return [key, timeline.orderOf(value as number)];
      if ((key === 'speaker_label' || key === 'speaker') && typeof value === 'string') {
        return [key, timeline.speakerOf(value)];
      }
      if (TIMES.includes(key) && typeof value === 'number') return [key, value + timeline.baseMs];
      if ((key === 'words' || key === 'revisions') && Array.isArray(value)) {
        return [key, value.map((each: unknown) => (isObject(each) ? converted(each, timeline) : each))];
      }
      return [key, value];
    }),
  );
}

const isObject = (value: unknown): value is Raw => typeof value === 'object' && value !== null;
