import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { complaint } from '../faults/complaints.ts';
import { allFaults, type Outcome, type Row, runMatrix } from '../faults/matrix.ts';
import { setStage, type Stage } from '../faults/stage.ts';
import { SUBJECTS } from '../faults/subjects.ts';
import { runWebhook, webhookComplaint, webhookFaults } from '../faults/webhooks.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
}, 30_000);
afterAll(() => stage.close());

describe('every operation comes through every fault', () => {
  it.each(SUBJECTS.map((subject) => [subject.id, subject] as const))(
    '%s',
    async (_, subject) => {
      const rows = await runMatrix(stage, [subject]);
      expect(rows).toHaveLength(allFaults().length);
      expect(rows.flatMap((row) => complaint(row) ?? [])).toEqual([]);
    },
    120_000,
  );
});

describe('a job that reports to a webhook comes through', () => {
  it.each(webhookFaults().map((fault) => [fault.name, fault] as const))('%s', async (_, fault) => {
    const row = await runWebhook(stage, fault);
    expect(webhookComplaint(row)).toBeUndefined();
    expect(row.deliveries).toBe({ 'webhook-duplicate': 2, 'webhook-lost': 0 }[fault.name] ?? 1);
  });
});

describe('the matrix itself', () => {
  const fine: Outcome = {
    end: 'ok',
    requests: 1,
    lost: 0,
    saysWhereToLook: false,
    adopted: false,
    leaked: false,
    strayed: 0,
    tookNoticeForText: false,
    left: { timers: 0, sockets: 0 },
  };
  const row = (over: Partial<Row>): Row => ({
    subject: SUBJECTS[0]!,
    fault: allFaults()[0]!,
    once: fine,
    always: { ...fine, end: 'authentication' },
    ...over,
  });

  it('knows how an operation may end under each fault', () => {
    for (const fault of allFaults()) {
      const unknown = complaint(row({ fault, always: { ...fine, end: 'transcript_failed' } }));
      expect(unknown, fault.name).toContain('ended in transcript_failed');
    }
    expect(complaint(row({}))).toBe(undefined);
  });

  it.each<[string, Partial<Outcome>]>([
    ['CRASH', { end: 'CRASH: x' }],
    ['cannot find', { end: 'network', lost: 1 }],
    ['ended in protocol', { end: 'protocol' }],
    ['the key leaked', { leaked: true }],
    ['followed a redirect', { strayed: 1 }],
    ["another caller's job", { adopted: true }],
    ['taken for text', { tookNoticeForText: true }],
    ['1 timer(s) left', { left: { timers: 1, sockets: 0 } }],
    ['2 socket(s) left', { left: { timers: 0, sockets: 2 } }],
  ])('complains: %s', (wrong, over) => {
    expect(complaint(row({ once: { ...fine, ...over } }))).toContain(wrong);
    expect(complaint(row({ always: { ...fine, ...over } }))).toContain(wrong);
  });

  it('counts a timer that a call sets, or sets again later, and one that is cleared no longer', async () => {
    const { handles } = stage;
    let timer: NodeJS.Timeout | undefined;
    await handles.during(() => {
      timer = setTimeout(() => undefined, 60_000);
      return Promise.resolve();
    });
    expect(await handles.left()).toEqual({ timers: 1, sockets: 0 });
    clearTimeout(timer);
    expect(await handles.left()).toEqual({ timers: 0, sockets: 0 });
    const other = setTimeout(() => undefined, 60_000);
    expect(await handles.left()).toEqual({ timers: 0, sockets: 0 });
    clearTimeout(other);
  });

  it('counts a connection that waits for an answer', async () => {
    const { standIn, handles } = stage;
    const gate = new AbortController();
    const headers = { authorization: standIn.keys[0]!, 'x-stand-in-fault': 'hang' };
    const request = fetch(`${standIn.url}/v2/transcript`, { headers, signal: gate.signal }).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect((await handles.left()).sockets).toBe(1);
    gate.abort();
    await request;
    expect((await handles.left()).sockets).toBe(0);
  });
});
