import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from '../page.ts';
import { type Facts, withFacts } from './facts.ts';

const FOLDER = new URL('../../guides/', import.meta.url);

/** A guide's file: a head with title and description, then Markdown. */
const FILE = /^---\ntitle: (.+)\ndescription: (.+)\n---\n+([\s\S]+)$/;

/** The guides, in the order of their file names, with the facts filled in. */
export const guidePages = (facts: Facts): readonly Page[] =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.md'))
    .toSorted()
    .map((file) => guideOf(file, readFileSync(new URL(file, FOLDER), 'utf8'), facts));

/** @throws Error for a file without a head, and for an unknown fact */
export function guideOf(file: string, text: string, facts: Facts): Page {
  const [, title, description, body] = FILE.exec(text) ?? [];
  if (title === undefined || description === undefined || body === undefined)
    throw new Error(`The guide ${file} must start with a title and a description.`);
  const slug = file.replace(/^\d+-/, '').replace('.md', '');
  const filled = (part: string): string => withFacts(part, facts, file);
  return {
    path: `docs/${slug}`,
    title: filled(title),
    description: filled(description),
    section: 'docs',
    group: /^first-transcript/.test(slug) ? 'First transcript' : 'Guides',
    markdown: filled(body),
  };
}
