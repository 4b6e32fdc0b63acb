/** Files beside the manifests that name the version of a package. Tests of the packages compare them. */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PIECE = '@aai-connectors/piece-assemblyai';
const TEMPLATES = 'packages/activepieces-piece/templates/*.json';
const ZAPIER = 'packages/zapier-app';
const PROMOTION = 'packages/zapier-app/listing/CHANGELOG.md';

/** Raises the version in all of them. */
export function raiseFollowers(folder: string, version: string): void {
  for (const path of globSync(TEMPLATES, { cwd: folder })) {
    edit(join(folder, path), (text) => withPieceVersion(text, version));
  }
  const changes = readFileSync(join(folder, ZAPIER, 'CHANGELOG.md'), 'utf8');
  edit(join(folder, PROMOTION), (text) => withPromotion(text, changes, version));
}

/** A flow whose steps of the piece use this version. A server that has only the new piece finds no older one. */
export const withPieceVersion = (template: string, version: string): string =>
  template.replaceAll(
    new RegExp(`("pieceName":\\s*"${PIECE}",\\s*"pieceVersion":\\s*")[^"]+`, 'g'),
    (_, before: string) => before + version,
  );

/** The changelog that Zapier shows with a promoted version: headings are versions without a date, and lists follow. */
export function withPromotion(text: string, changes: string, version: string): string {
  if (text.includes(`## ${version}\n`)) return text;
  const [, section = ''] =
    new RegExp(`^#+ ${version.replaceAll('.', '\\.')}[^\\n]*\\n([^]*?)(?=^#{1,2} |$(?![^]))`, 'm').exec(changes) ?? [];
  const lines = section.split('\n').filter((line) => !line.startsWith('#') && line.trim() !== '');
  return `## ${version}\n\n${lines.join('\n')}\n\n${text}`;
}

export function edit(path: string, change: (text: string) => string): void {
  const text = readFileSync(path, 'utf8');
  const changed = change(text);
  if (changed !== text) writeFileSync(path, changed);
}
