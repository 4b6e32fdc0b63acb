/**
 * What the core weighs in a browser, minified and gzipped.
 *
 *   npm run -s size
 */
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

interface Entry {
  readonly name: string;
  readonly code: string;
  /** The most it may weigh, KB. */
  readonly budgetKb?: number;
  /** What it should weigh, KB. */
  readonly aimKb?: number;
}

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
  {
    name: 'live transcription: sessions, reconnecting, audio',
    code: `export { createStreaming } from '@aai-connectors/core/streaming';`,
    budgetKb: 16.6,
    aimKb: 10,
  },
  { name: 'formats (SRT, VTT, Markdown, CSV, ...)', code: `export { FORMATS } from '@aai-connectors/core';` },
  { name: 'webhook kit', code: `export { createWebhook, receiveWebhook } from '@aai-connectors/core';` },
  { name: 'everything, with the texts of the catalogue', code: `export * from '@aai-connectors/core/web';` },
];

process.stdout.write('Browser bundle of @aai-connectors/core (esbuild, minified)   min KB   gzip KB\n');
for (const { name, code, budgetKb, aimKb } of ENTRIES) {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: `${ROOT}tools/repo`, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['@aai-connectors/source'],
  });
  const bytes = outputFiles[0]!.contents;
  const gzipKb = gzipSync(bytes, { level: 9 }).byteLength / 1000;
  const missed = aimKb !== undefined && gzipKb > aimKb ? `, above the aim of ${aimKb}` : '';
  const isTooMuch = budgetKb !== undefined && gzipKb > budgetKb;
  const verdict = budgetKb === undefined ? '' : isTooMuch ? `  ABOVE ${budgetKb}` : `  (below ${budgetKb}${missed})`;
  process.stdout.write(
    `${name.padEnd(58)}${(bytes.byteLength / 1000).toFixed(1).padStart(9)}${gzipKb.toFixed(2).padStart(10)}${verdict}\n`,
  );
  if (isTooMuch) process.exitCode = 1;
}
