/**
 * Builds all packages of this work tree from nothing, and makes the files of a release with their bills of materials,
 * notices and checksums.
 *
 *   node --conditions=@aai-connectors/source tools/repo/release/build/main.ts OUT
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setModes } from '../clone.ts';
import { mustRun } from '../run.ts';
import { changesOf, versionIn } from '../version.ts';
import type { Manifest } from './artifact.ts';
import { makeArtifacts } from './make.ts';
import { noticesOf, sbomOf } from './sbom.ts';

setModes();
const root = resolve('.');
const out = resolve(process.argv[2] ?? 'release');
const PROJECTS = 'core,langchain-loader,n8n-node,zapier-app,activepieces-piece';

mustRun(root, ['nx', 'run-many', '-t', 'build', `--projects=${PROJECTS}`, '--skip-nx-cache', '--output-style=static']);
const artifacts = await makeArtifacts(root, out);
const sha256 = (file: string): string =>
  createHash('sha256')
    .update(readFileSync(join(out, file)))
    .digest('hex');
const write = (file: string, text: string): string => {
  writeFileSync(join(out, file), text);
  return file;
};
const entries = artifacts.map((artifact): Manifest['artifacts'][number] => {
  const { packages, ...rest } = artifact;
  const stem = artifact.file.replace(/\.(?:tgz|zip)$/, '');
  return {
    ...rest,
    bytes: readFileSync(join(out, artifact.file)).byteLength,
    sha256: sha256(artifact.file),
    sbom: write(`${stem}.cdx.json`, sbomOf(artifact)),
    notices: write(`${stem}.notices.txt`, noticesOf(artifact)),
    components: packages.length,
  };
});
const manifest: Manifest = { version: versionIn(root), artifacts: entries };
write('release.json', `${JSON.stringify(manifest, undefined, 2)}\n`);
write('NOTES.md', changesOf(root, manifest.version));
const files = [
  ...entries.flatMap(({ file, sbom, notices }) => [file, sbom, notices]),
  'release.json',
  'NOTES.md',
].sort();
write('SHA256SUMS', files.map((file) => `${sha256(file)}  ${file}\n`).join(''));
