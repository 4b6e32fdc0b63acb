/**
 * Compiles typos, which must fail, and real calls, which must not, and prints what an editor shows for five of them.
 *
 *   npm run -s types:prove
 */
import { createProof } from './prove.ts';
import { CALLS, HOVERS, TYPOS } from './snippets.ts';

const line = (text = ''): void => void process.stdout.write(`${text}\n`);
const proof = createProof();

const typos = proof.errors(TYPOS);
const caught = typos.filter((errors) => errors.length > 0).length;
line(`Typos that do not compile: ${caught} of ${TYPOS.length}`);
typos.forEach((errors, at) => {
  if (errors.length === 0) line(`  COMPILES: ${TYPOS[at]!}`);
});

const calls = proof.errors(CALLS);
const fine = calls.filter((errors) => errors.length === 0).length;
line(`Real calls that compile:   ${fine} of ${CALLS.length}`);
calls.forEach((errors, at) => {
  if (errors.length > 0) line(`  REFUSED: ${CALLS[at]!}\n    ${errors.join('\n    ')}`);
});

line('\nWhat an editor shows:');
proof.hovers(HOVERS).forEach((hover, at) => {
  line(`\n${HOVERS[at]!.replaceAll('|', '')}`);
  line(hover.replace(/^/gm, '    ').replace(/ +$/gm, ''));
});

if (caught < TYPOS.length || fine < CALLS.length) process.exitCode = 1;
