import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterEvent, startedJob } from '../browser/try-it/job.ts';
import { createLineReader } from '../browser/try-it/lines.ts';
import type { JobEvent } from '../shared/protocol.ts';

describe('A job on the page', () => {
  it('goes from the upload to the end, and shows the ID as soon as it is billed', () => {
    const events: JobEvent<unknown>[] = [
      { type: 'uploaded' },
      { type: 'submitted', transcriptId: 't1' },
      { type: 'status', status: 'queued' },
      { type: 'status', status: 'processing' },
    ];
    let job = startedJob('call.wav');
    const steps = events.map((event) => {
      job = afterEvent(job, event);
      return [job.step, job.uploaded, job.transcriptId];
    });
    expect(steps).toEqual([
      ['submitting', 1, undefined],
      ['queued', 1, 't1'],
      ['queued', 1, 't1'],
      ['processing', 1, 't1'],
    ]);
  });

  it('does not change with its end, which replaces it', () => {
    const job = startedJob('call.wav');
    expect(afterEvent(job, { type: 'failed', code: 'server', message: 'No.' })).toBe(job);
  });
});

describe('The lines of a growing text', () => {
  it('are each reported once, however the text grows', () => {
    const line = fc.string({ minLength: 1 }).map((text) => text.replaceAll(/\s/g, '_'));
    fc.assert(
      fc.property(fc.array(line), fc.array(fc.nat(40)), (lines, cuts) => {
        const text = lines.map((one) => `${one}\n`).join('');
        const read: string[] = [];
        const reader = createLineReader((one) => read.push(one));
        for (const cut of cuts.toSorted((a, b) => a - b)) reader(text.slice(0, cut));
        reader(text);
        expect(read).toEqual(lines);
      }),
    );
  });

  it('are not reported before they end', () => {
    const read: string[] = [];
    const reader = createLineReader((line) => read.push(line));
    reader('{"a":');
    expect(read).toEqual([]);
    reader('{"a":1}\n\n{"b"');
    expect(read).toEqual(['{"a":1}']);
  });
});
