/**
 * Runs the templates and saved steps of the last release with the current packages, in every host's emulator. A flow is
 * broken if it fails, sends other requests, or returns less.
 *
 *   npx nx check saved-flows
 *   npx nx check saved-flows -- --record 0.2.0    stores what today's packages do, once for each release
 */
import { parseArgs } from 'node:util';
import { ACCEPTED } from './accepted.ts';
import { breaks } from './compare.ts';
import type { Host, SavedFlow } from './flow.ts';
import { activepiecesHost } from './hosts/activepieces.ts';
import { n8nHost } from './hosts/n8n.ts';
import { zapierHost } from './hosts/zapier.ts';
import { lastRelease, readReleased, writeReleased } from './released.ts';
import { type Service, startService } from './service.ts';

const { values } = parseArgs({ options: { record: { type: 'string' } } });

// Zapier's platform logs every run there, and failures to send its logs when it is closed.
Object.assign(console, { log: () => undefined, error: () => undefined });

const line = (text: string): void => void process.stdout.write(`${text}\n`);
const started = performance.now();
const service = await startService();
const version = values.record ?? lastRelease();
const hosts: Host[] = [];
let broken = 0;
let count = 0;
try {
  for (const start of [n8nHost, zapierHost, activepiecesHost]) {
    const host = await start(service.standIn);
    hosts.push(host);
    if (values.record === undefined) await check(host, service);
    else await record(host, service);
  }
} finally {
  for (const host of hosts) await host.close();
  await service.close();
}
const seconds = ((performance.now() - started) / 1000).toFixed(0);
line(`Saved flows: ${count} of ${version}, ${broken} broken (${seconds} s)`);
process.exit(broken === 0 ? 0 : 1);

async function check(host: Host, { account, observed }: Service): Promise<void> {
  const flows = readReleased(version, host.name);
  for (const { name, stored, recorded } of flows) {
    const found = breaks(recorded, await observed(() => host.run(stored, account())));
    const reason = ACCEPTED[`${version} ${host.name} ${name}`];
    count++;
    if (found.length === 0) continue;
    if (reason === undefined) broken++;
    line(`${host.name}: ${name}: ${reason === undefined ? 'BROKEN' : `changed on purpose: ${reason}`}`);
    for (const text of found) line(`  ${text}`);
  }
  line(`${host.name}: ${flows.length} flows`);
}

async function record(host: Host, { account, observed }: Service): Promise<void> {
  const flows: SavedFlow[] = [];
  for (const saved of await host.saved(account())) {
    const recorded = await observed(() => host.run(saved.stored, account()));
    count++;
    if ('error' in recorded) {
      broken++;
      line(`${host.name}: ${saved.name}: ${recorded.error}`);
    } else flows.push({ ...saved, recorded });
  }
  writeReleased(version, host.name, flows);
  line(`${host.name}: ${flows.length} flows recorded`);
}
