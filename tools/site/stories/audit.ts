/**
 * Runs Lighthouse on one page of each kind. Fails if performance, accessibility or best practices of a page is below 95.
 *
 *   npm run -s gallery:audit
 */
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import lighthouse from 'lighthouse';
import { openStage } from './stage.ts';
import { KINDS } from './pages.ts';

const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const;
/** In percent. */
const LOWEST = 95;

const port = await freePort();
const stage = await openStage({ args: [`--remote-debugging-port=${port}`] });
try {
  for (const path of KINDS) {
    const result = await lighthouse(`${stage.gallery.url}/${path}`, {
      port,
      logLevel: 'error',
      output: 'json',
      onlyCategories: [...CATEGORIES],
    });
    if (result === undefined) throw new Error(`Lighthouse returned nothing for ${path}.`);
    const { categories, audits } = result.lhr;
    const scores = CATEGORIES.map((id) => Math.round((categories[id]?.score ?? 0) * 100));
    const isLow = scores.some((score) => score < LOWEST);
    if (isLow) process.exitCode = 1;
    const missed = CATEGORIES.flatMap((id) =>
      (categories[id]?.auditRefs ?? []).filter(
        ({ id: audit, weight }) => weight > 0 && (audits[audit]?.score ?? 1) < 0.9,
      ),
    ).map(({ id }) => id);
    process.stdout.write(
      `${isLow ? 'LOW ' : 'ok  '}${path.padEnd(46)}${CATEGORIES.map((id, at) => `${id} ${scores[at]}`).join(', ')}${missed.length === 0 ? '' : `  below: ${missed.join(', ')}`}\n`,
    );
  }
} finally {
  await stage.close();
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address() as AddressInfo;
      server.close(() => resolve(address.port));
    });
  });
}
