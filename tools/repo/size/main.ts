/**
 * What the core weighs in a browser, minified and gzipped.
 *
 *   npm run -s size
 *   npm run -s size -- --modules   # what each promise and each module of live transcription adds
 */
import { bundle, gzipped } from './bundle.ts';
import { modulesOf, type Share, sharesOf } from './modules.ts';
import { promiseOf } from './promises.ts';

interface Entry {
  readonly name: string;
  readonly code: string;
  /** The most it may weigh, KB. */
  readonly budgetKb?: number;
  /** What it should weigh, KB. */
  readonly aimKb?: number;
}

const LIVE_CODE = `export { createStreaming } from '@aai-connectors/core/streaming';`;

const LIVE: Entry = {
  name: 'live transcription: sessions, reconnecting, audio',
  code: LIVE_CODE,
  budgetKb: 17.1,
  aimKb: 10,
};

const ENTRIES: readonly Entry[] = [
  {
    name: 'REST client: files, transcripts, waiting',
    code: `export { createRestClient } from '@aai-connectors/core/web';`,
    budgetKb: 11,
  },
  {
    name: 'the same with LeMUR and the LLM Gateway',
    code: `export { createApiClient } from '@aai-connectors/core/web';`,
  },
  {
    name: 'the whole client: live, batches, checks of parameters',
    code: `export { createClient } from '@aai-connectors/core/web';`,
  },
  LIVE,
  {
    name: 'the same with a microphone',
    code: `${LIVE_CODE} export { fromMediaStream } from '@aai-connectors/core/streaming/microphone';`,
  },
  { name: 'formats (SRT, VTT, Markdown, CSV, ...)', code: `export { FORMATS } from '@aai-connectors/core';` },
  { name: 'webhook kit', code: `export { createWebhook, receiveWebhook } from '@aai-connectors/core';` },
  { name: 'everything, with the texts of the catalogue', code: `export * from '@aai-connectors/core/web';` },
];

const kb = (bytes: number): number => bytes / 1000;

const row = (name: string, bytes: number, gzipBytes: number, verdict = ''): void =>
  void process.stdout.write(
    `${name.padEnd(58)}${kb(bytes).toFixed(1).padStart(9)}${kb(gzipBytes).toFixed(2).padStart(10)}${verdict}\n`,
  );

function verdictOn(gzipKb: number, { budgetKb, aimKb }: Entry): string {
  if (budgetKb === undefined) return '';
  if (gzipKb > budgetKb) return `  ABOVE ${budgetKb}`;
  const missed = aimKb !== undefined && gzipKb > aimKb ? `, above the aim of ${aimKb}` : '';
  return `  (below ${budgetKb}${missed})`;
}

function table(title: string, shares: readonly Share[]): void {
  process.stdout.write(`${title.padEnd(61)}min KB   gzip KB\n`);
  for (const { name, bytes, gzipBytes } of shares) row(name, bytes, gzipBytes);
}

if (process.argv.includes('--modules')) {
  const live = await bundle(LIVE.code);
  table('Live transcription by promise', sharesOf(live, promiseOf));
  table('\nLive transcription by module', modulesOf(live));
} else {
  process.stdout.write('Browser bundle of @aai-connectors/core (esbuild, minified)   min KB   gzip KB\n');
  for (const entry of ENTRIES) {
    const { code } = await bundle(entry.code);
    const gzipBytes = gzipped(code);
    const verdict = verdictOn(kb(gzipBytes), entry);
    row(entry.name, Buffer.byteLength(code), gzipBytes, verdict);
    if (verdict.includes('ABOVE')) process.exitCode = 1;
  }
}
