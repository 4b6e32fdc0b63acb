import { flag, number } from '../../kit/fields.ts';

/** Messages about a turn and their timing. */
export const liveTurnParams = {
  continuous_partials: flag({
    group: 'delivery',
    label: 'Continuous Partials',
    help: 'Send partial results about every 3 seconds during a long turn.',
    source: 'newer.md 4',
  }),
  interruption_delay: number({
    group: 'delivery',
    label: 'Interruption Delay',
    help: 'Delay before the first partial result of a turn. Higher values are slower but more accurate.',
    whole: true,
    min: 0,
    max: 1000,
    unit: 'ms',
    serverDefault: 500,
    source: 'newer.md 4',
  }),
  turn_left_pad_ms: number({
    group: 'delivery',
    label: 'Turn Start Padding',
    help: 'Audio before the start of a turn to include in the turn.',
    whole: true,
    min: 0,
    unit: 'ms',
    source: 'newer.md 4',
  }),
  include_partial_turns: flag({
    group: 'delivery',
    label: 'Include Partial Turns',
    help: 'Include partial results in the webhook.',
    source: 'newer.md 4',
  }),
  speaker_labels_revision_interval_ms: number({
    group: 'delivery',
    label: 'Speaker Revision Interval',
    help: 'Audio between updates to earlier speaker labels, at least 120,000. Leave empty to update only at the end.',
    whole: true,
    min: 0,
    max: 86_400_000,
    unit: 'ms',
    requires: [{ field: 'speaker_labels', is: true, level: 'warn', source: 'newer.md 4' }],
    source: 'newer.md 4',
  }),
};
