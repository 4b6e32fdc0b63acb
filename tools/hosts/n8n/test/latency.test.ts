import { pulseListener } from '@aai-connectors/stand-in/live';
import { describe, expect, it } from 'vitest';
import { latencyTable } from '../stories/latency.ts';
import { timedListener } from '../stories/timed-listener.ts';

describe('the latency of live stories', () => {
  it('is shown by step, with the median and the tail', () => {
    const values = Array.from({ length: 100 }, (_, at) => 100 - at);
    expect(latencyTable({ 'one call': { all: values }, 'two calls': { all: [3], more: [1, 2] } }).split('\n')).toEqual([
      '| step, ms | one call: p50 | p95 | two calls: p50 | p95 |',
      '| --- | ---: | ---: | ---: | ---: |',
      '| all | 51 | 96 | 3 | 3 |',
      '| more |  |  | 2 | 2 |',
    ]);
  });

  it('is measured from the last sound of a turn', async () => {
    let now = 0;
    const listener = timedListener(pulseListener, () => now);
    const ears = listener.open(1_000);
    for (const loudness of [5_000, 5_000, 0, 0]) {
      now += 20;
      await ears.hear(new Int16Array(20).fill(loudness));
    }
    await ears.endTurn();
    await ears.endTurn();
    expect(listener.sessions).toEqual([[{ soundAt: 40, endedAt: 80 }]]);
  });
});
