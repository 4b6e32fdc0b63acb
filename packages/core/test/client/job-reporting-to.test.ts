import { describe, expect, it } from 'vitest';
import { jobReportingTo } from '../../src/index.ts';
import { scripted, type Step, transcript } from '../support/scripted.ts';

const SUBMITTED = Date.UTC(2026, 0, 15, 12);
const ADDRESS = 'https://hooks.example.com/1';

/** An account whose jobs were created at these times, in seconds after the submission, newest first. */
function find(jobs: Readonly<Record<string, readonly [createdS: number, webhookUrl: string]>>) {
  const read: string[] = [];
  const answer = (request: { readonly url: string }): Step => {
    const id = /transcript\/(.+)$/.exec(request.url)?.[1];
    if (id !== undefined) {
      read.push(id);
      return { json: transcript({ id, webhook_url: jobs[id]![1] }) };
    }
    const transcripts = Object.entries(jobs).map(([key, [seconds]]) => ({
      id: key,
      status: 'queued',
      // The service gives UTC without a time zone.
      created: new Date(SUBMITTED + seconds * 1000).toISOString().replace('Z', ''),
    }));
    return { json: { page_details: { prev_url: null }, transcripts } };
  };
  return { read, found: jobReportingTo(scripted(answer).client, ADDRESS, SUBMITTED) };
}

describe('The job of a lost submission', () => {
  it('is found by its webhook URL, among those created at that time', async () => {
    const { found, read } = find({
      later: [3_600, ADDRESS],
      other: [2, 'https://hooks.example.com/2'],
      own: [1, ADDRESS],
      earlier: [-3_600, ADDRESS],
    });
    expect(await found).toBe('own');
    expect(read).toEqual(['other', 'own']);
  });

  it('is undefined if no job reports there', async () => {
    expect(await find({ other: [1, 'https://hooks.example.com/2'], earlier: [-3_600, ADDRESS] }).found).toBeUndefined();
    expect(await find({}).found).toBeUndefined();
  });
});
