/**
 * What keeps the parts of the repository apart, and what is said of them true: who imports whom, circles, hosts' names in
 * the core, parameters' names in adapters, citations, casts, the length of files, and the picture in CONTRIBUTING.md.
 *
 *   npm run -s boundaries
 */
import { readFileSync } from 'node:fs';
import { castsIn } from './casts.ts';
import { checkCitations, citingFiles, contractFiles, knownFiles, parseContract } from './citations.ts';
import { sourceFiles } from './files.ts';
import { readGraph } from './graph.ts';
import { parsePicture, pictureProblems } from './picture.ts';
import { LIMIT, sizesOf, tooLong } from './sizes.ts';
import { parameterNames, slips } from './words.ts';

const LARGEST = 10;

let isFine = true;
const line = (text: string): void => void process.stdout.write(`${text}\n`);
const problem = (text: string): void => {
  isFine = false;
  process.stderr.write(`${text}\n`);
};

const { modules, violations } = readGraph();
for (const { rule, comment, from, to } of violations) problem(`${rule}: ${from} imports ${to}. ${comment}`);
const circles = violations.filter(({ rule }) => rule === 'no-cycles').length;
if (modules.length === 0) throw new Error('No file was found: the check looks in the wrong place.');
line(`Imports: ${modules.length} files, ${violations.length - circles} breaches, ${circles} circles`);

const names = parameterNames();
if (names.length === 0) throw new Error('The catalogue has no parameters to look for.');
const files = sourceFiles();
const found = slips(files, names);
for (const { file, line: at, word, why } of found) problem(`${file}:${at}: "${word}". ${why}`);
line(`Words: ${files.length} files, ${names.length} parameter names, ${found.length} slips`);

const {
  citations,
  files: citing,
  dangling,
} = checkCitations(citingFiles(), parseContract(contractFiles()), knownFiles());
for (const { file, line: at, problem: what } of dangling) problem(`${file}:${at}: ${what}`);
if (citations === 0) throw new Error('No citation was found: the check looks in the wrong place.');
line(`Citations: ${citations} in ${citing} files, ${dangling.length} dangling`);

const casts = castsIn(files);
const bare = casts.filter(({ reason }) => reason === undefined);
for (const { file, line: at } of bare) problem(`${file}:${at}: "as unknown as" hides mistakes from the compiler.`);
line(`Casts: ${bare.length} "as unknown as", ${casts.length - bare.length} exempt with a reason`);
for (const { file, line: at, reason } of casts) if (reason !== undefined) line(`  ${file}:${at}: ${reason}`);

const picture = parsePicture(readFileSync('CONTRIBUTING.md', 'utf8'));
const lies = pictureProblems(picture, modules);
for (const lie of lies) problem(`CONTRIBUTING.md: ${lie}`);
line(
  `Picture: ${picture.boxes.length} boxes, ${picture.arrows.length} arrows, ${lies.length === 0 ? 'true' : 'not true'}`,
);

const sizes = sizesOf(files);
for (const { path, lines, limit } of tooLong(sizes)) problem(`${path} has ${lines} lines, more than ${limit}.`);
line(`Length: ${sizes.length} source files, ${tooLong(sizes).length} over the limit of ${LIMIT} lines; the largest:`);
for (const { path, lines } of sizes.slice(0, LARGEST)) line(`${String(lines).padStart(6)}  ${path}`);

if (!isFine) process.exitCode = 1;
