/** The two searches that keep core and adapters apart: hosts' names in the core, parameters' names in adapters. */
import { parameterNames, slips, sources } from './words.ts';

const names = parameterNames();
if (names.length === 0) throw new Error('The catalogue has no parameters to look for.');
const files = sources();
const found = slips(files, names);
for (const { file, line, word, why } of found) process.stderr.write(`${file}:${line}: "${word}". ${why}\n`);
process.stdout.write(`Words: ${files.length} files, ${names.length} parameter names, ${found.length} slips\n`);
if (found.length > 0) process.exitCode = 1;
