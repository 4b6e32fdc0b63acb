import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { isRequirable, type Packed } from './pack.ts';

/** What publint finds in a tarball, as sentences. */
export async function lintTarball({ tarball }: Packed): Promise<readonly string[]> {
  const bytes = await readFile(tarball);
  const packed = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  const { messages, pkg } = await publint({ pack: { tarball: packed }, strict: true });
  return messages.map((message) => `publint: ${formatMessage(message, pkg, { color: false }) ?? message.code}`);
}

/** What "are the types wrong" finds, as it says it. A host that takes one kind of module is asked about that kind. */
export function checkTypes({ tarball, manifest }: Packed): readonly string[] {
  if (manifest.n8n !== undefined) return [];
  const { status, stdout, stderr } = spawnSync(
    'attw',
    [tarball, '--format', 'ascii', '--no-emoji', '--no-color', ...profileOf(manifest)],
    {
      encoding: 'utf8',
    },
  );
  return status === 0 ? [] : [`types: ${(stdout + stderr).trim()}`];
}

/**
 * - node10 resolution knows no `exports`, so doors such as `/node` cannot be found by it; no supported Node uses it.
 * - An app that is ESM only (Zapier) cannot be required by older CommonJS, and nobody requires it.
 */
const profileOf = (manifest: Packed['manifest']): readonly string[] => [
  '--profile',
  isRequirable(manifest, manifest.exports) ? 'node16' : 'esm-only',
];
