/**
 * Every operation × every way the API can fail: how it ends when the fault strikes once, and when it strikes always.
 *
 *   npm run -s faults
 */
import { complaint } from './complaints.ts';
import { allFaults, type Row, runMatrix } from './matrix.ts';
import { setStage } from './stage.ts';
import { SUBJECTS } from './subjects.ts';
import { runWebhook, webhookComplaint, webhookFaults, type WebhookRow } from './webhooks.ts';

const stage = await setStage();
try {
  const rows = await runMatrix(stage);
  const faults = allFaults();
  const width = Math.max(...SUBJECTS.map(({ id }) => id.length)) + 2;
  const show = ({ once, always }: Row): string => `${once.end}/${always.end}`;

  process.stdout.write(
    'How each operation ends: when the fault strikes the first request / when it strikes every request.\n',
  );
  process.stdout.write('The number behind ok is how many requests it took.\n\n');
  for (const fault of faults) {
    process.stdout.write(`${fault.name}: ${fault.description}\n`);
    for (const row of rows.filter((candidate) => candidate.fault.name === fault.name)) {
      const took = row.once.end === 'ok' ? ` (${row.once.requests})` : '';
      process.stdout.write(`  ${row.subject.id.padEnd(width)}${show(row)}${took}\n`);
    }
    process.stdout.write('\n');
  }
  const webhooks: WebhookRow[] = [];
  for (const fault of webhookFaults()) webhooks.push(await runWebhook(stage, fault));
  process.stdout.write('A job that reports to a webhook, and is looked at when no report comes:\n');
  for (const { fault, deliveries, handled, end } of webhooks) {
    process.stdout.write(
      `  ${fault.name.padEnd(width)}${end}: ${deliveries} deliveries, ${handled} handled. ${fault.description}\n`,
    );
  }
  process.stdout.write('\n');
  const complaints = [
    ...rows.flatMap((row) => complaint(row) ?? []),
    ...webhooks.flatMap((row) => webhookComplaint(row) ?? []),
  ];
  const lost = rows.reduce((sum, { once, always }) => sum + once.lost + always.lost, 0);
  const left = rows
    .flatMap(({ once, always }) => [once.left, always.left])
    .reduce((sum, { timers, sockets }) => sum + timers + sockets, 0);
  process.stdout.write(
    `${SUBJECTS.length} operations × ${faults.length} faults × 2 = ${rows.length * 2} runs; ` +
      `${complaints.length} ended badly; ${left} timers and sockets left; ` +
      `${lost} jobs whose id nobody could know, each with a hint where to look.\n`,
  );
  for (const line of complaints) process.stdout.write(`  ${line}\n`);
  if (complaints.length > 0) process.exitCode = 1;
} finally {
  await stage.close();
}
