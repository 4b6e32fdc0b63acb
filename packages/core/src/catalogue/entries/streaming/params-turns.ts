import { flag, number } from '../../kit/fields.ts';

/** When messages about a turn are sent. */
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
    help: 'How long the service waits before the first partial result of a turn. Lower values react sooner, higher ones are more certain.',
    whole: true,
    min: 0,
    max: 1000,
    unit: 'ms',
    serverDefault: 500,
    source: 'newer.md 4',
  }),
  turn_left_pad_ms: number({
    group: 'delivery',
    label: 'Turn Padding',
    help: 'How much audio before the start of a turn is part of it.',
    whole: true,
    min: 0,
    unit: 'ms',
    source: 'newer.md 4',
  }),
  include_partial_turns: flag({
    group: 'delivery',
    label: 'Include Partial Turns',
    help: 'Include partial results in what is sent to the webhook.',
    source: 'newer.md 4',
  }),
  speaker_labels_revision_interval_ms: number({
    group: 'delivery',
    label: 'Speaker Revision Interval',
    help: 'How often corrected speaker labels of earlier turns are sent, measured in audio. If left empty or 0, only at the end. The service raises other values to at least 120,000.',
    whole: true,
    min: 0,
    max: 86_400_000,
    unit: 'ms',
    requires: [{ field: 'speaker_labels', is: true, level: 'warn', source: 'newer.md 4' }],
    source: 'newer.md 4',
  }),
};
