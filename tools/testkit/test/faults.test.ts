import { ENTRIES } from '@aai-connectors/core';
import { listFaults } from '@aai-connectors/stand-in';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerFaults, complaint, LEFT_OUT, type Row, runMatrix } from '../faults/matrix.ts';
import { setStage, type Stage } from '../faults/stage.ts';
import { runWebhook, webhookComplaint, webhookFaults } from '../faults/webhooks.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
}, 30_000);
afterAll(() => stage.close());

describe('every operation comes through every fault', () => {
  it.each(ENTRIES.map((entry) => [entry.id, entry] as const))(
    '%s',
    async (_, entry) => {
      const rows = await runMatrix(stage, [entry]);
      expect(rows).toHaveLength(answerFaults().length);
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
  const fine = { end: 'ok', requests: 1, lost: 0, toldWhereToLook: false };
  const row = (over: Partial<Row>): Row => ({
    entry: ENTRIES[0]!,
    fault: answerFaults()[0]!,
    once: fine,
    always: fine,
    ...over,
  });

  it('leaves out only faults that exist, and says why', () => {
    const names = listFaults().map(({ name }) => name);
    for (const [name, reason] of Object.entries(LEFT_OUT)) {
      expect(names).toContain(name);
      expect(reason).toMatch(/^until /);
    }
    expect(answerFaults()).toHaveLength(
      listFaults().filter(({ strikes }) => strikes === 'answer').length - Object.keys(LEFT_OUT).length,
    );
  });

  it('complains of a crash, a lost job and an undocumented end', () => {
    expect(complaint(row({ once: { ...fine, end: 'CRASH: x' } }))).toContain('CRASH');
    expect(complaint(row({ always: { ...fine, end: 'network', lost: 1 } }))).toContain('lost');
    expect(complaint(row({ always: { ...fine, end: 'protocol' } }))).toContain('ended in protocol');
  });
});
