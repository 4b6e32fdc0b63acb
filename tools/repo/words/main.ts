/**
 * Finds banned words and wrong spellings in everything people read, and says what to write instead.
 *
 *   npm run -s words
 *   npm run -s words -- packages/n8n-node tools/cli/README.md
 */
import { findingsIn } from './check.ts';
import { packageOf, readFiles } from './files.ts';

const files = readFiles(process.argv.slice(2));
if (files.length === 0)
  throw new Error('No file was found at these paths. Give paths from the root of the repository.');

const line = (text: string): void => void process.stdout.write(`${text}\n`);
const findings = findingsIn(files);
for (const { file, line: at, word, write } of findings) line(`${file}:${at}: "${word}". Write: ${write}.`);

const counts = new Map<string, number>();
for (const { file } of findings) counts.set(packageOf(file), (counts.get(packageOf(file)) ?? 0) + 1);
if (findings.length > 0) line('');
for (const [name, count] of [...counts].toSorted(([, a], [, b]) => b - a))
  line(`${String(count).padStart(6)}  ${name}`);
line(`Words: ${files.length} files, ${findings.length} to rewrite`);
if (findings.length > 0) process.exitCode = 1;
