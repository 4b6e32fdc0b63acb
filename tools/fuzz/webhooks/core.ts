import { receiveWebhook } from '@aai-connectors/core';
import { FINE, type Part, type Verdict } from '../part.ts';
import type { Random } from '../random.ts';
import { forged, genuine } from './deliveries.ts';

const ID = '9ea68fd3-f953-42c1-9742-976c447fb463';
/** Real milliseconds that one delivery may take. */
const LATEST_MS = 200;

function attack(random: Random): Verdict {
  const secret = random.text('0123456789abcdef', 64);
  const expected = { secret, transcriptId: ID };
  const failures: string[] = [];
  const delivery = forged(random, ID);
  const startedAt = performance.now();
  try {
    const verdict = receiveWebhook({ ...delivery, expected });
    if (verdict.accepted && verdict.verified) failures.push('a forged delivery was taken for a genuine one');
    if (verdict.accepted && verdict.event.kind === 'transcript') failures.push('a forged delivery ended the wait');
    if (!verdict.accepted && verdict.message.includes(secret)) failures.push('the secret leaked');
  } catch (error) {
    failures.push(`threw ${String(error)}`);
  }
  const ms = performance.now() - startedAt;
  if (ms > LATEST_MS) failures.push(`took ${Math.round(ms)} ms`);

  const verdicts = Array.from({ length: 50 }, () => receiveWebhook({ ...genuine(ID, secret), expected }));
  const keys = new Set(verdicts.map((verdict) => (verdict.accepted && verdict.verified ? verdict.key : 'refused')));
  if (keys.size !== 1 || keys.has('refused')) failures.push(`50 equal deliveries have ${keys.size} keys`);
  return failures.length === 0 ? FINE : { failures };
}

export const coreWebhooks: Part = {
  id: 'webhooks/core',
  label: 'Webhook floods: core',
  cases: 2_000,
  open: () => Promise.resolve({ run: (random) => Promise.resolve(attack(random)) }),
};
