/**
 * What keeps core and adapters apart, and comments true: hosts' names in the core, parameters' names in adapters, and
 * citations of what is not in this repository.
 */
import { checkCitations, citingFiles, contractFiles, knownFiles, parseContract } from './citations.ts';
import { parameterNames, slips, sources } from './words.ts';

const names = parameterNames();
if (names.length === 0) throw new Error('The catalogue has no parameters to look for.');
const files = sources();
const found = slips(files, names);
for (const { file, line, word, why } of found) process.stderr.write(`${file}:${line}: "${word}". ${why}\n`);
process.stdout.write(`Words: ${files.length} files, ${names.length} parameter names, ${found.length} slips\n`);

const {
  citations,
  files: citing,
  dangling,
} = checkCitations(citingFiles(), parseContract(contractFiles()), knownFiles());
for (const { file, line, problem } of dangling) process.stderr.write(`${file}:${line}: ${problem}\n`);
process.stdout.write(`Citations: ${citations} in ${citing} files, ${dangling.length} dangling\n`);
if (citations === 0) throw new Error('No citation was found: the check looks in the wrong place.');
if (found.length > 0 || dangling.length > 0) process.exitCode = 1;
