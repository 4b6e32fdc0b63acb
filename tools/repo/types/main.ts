/**
 * Compiles typos, which must fail, and real calls, which must not, and prints what an editor shows for some of them: for the
 * client, and for the LangChain package.
 *
 *   npm run -s types:prove
 */
import { LOADER_CALLS, LOADER_HEAD, LOADER_HOVERS, LOADER_TYPOS } from './loader-snippets.ts';
import { createProof, type Proof } from './prove.ts';
import { CALLS, HOVERS, TYPOS } from './snippets.ts';

const line = (text = ''): void => void process.stdout.write(`${text}\n`);

function prove(
  proof: Proof,
  allTypos: readonly string[],
  allCalls: readonly string[],
  allHovers: readonly string[],
): void {
  const typos = proof.errors(allTypos);
  const caught = typos.filter((errors) => errors.length > 0).length;
  line(`Typos that do not compile: ${caught} of ${allTypos.length}`);
  typos.forEach((errors, at) => {
    if (errors.length === 0) line(`  COMPILES: ${allTypos[at]!}`);
  });

  const calls = proof.errors(allCalls);
  const fine = calls.filter((errors) => errors.length === 0).length;
  line(`Real calls that compile:   ${fine} of ${allCalls.length}`);
  calls.forEach((errors, at) => {
    if (errors.length > 0) line(`  REFUSED: ${allCalls[at]!}\n    ${errors.join('\n    ')}`);
  });

  line('\nWhat an editor shows:');
  proof.hovers(allHovers).forEach((hover, at) => {
    line(`\n${allHovers[at]!.replaceAll('|', '')}`);
    line(hover.replace(/^/gm, '    ').replace(/ +$/gm, ''));
  });
  line();
  if (caught < allTypos.length || fine < allCalls.length) process.exitCode = 1;
}

line('Client\n');
prove(createProof(), TYPOS, CALLS, HOVERS);
line('LangChain package\n');
prove(createProof(LOADER_HEAD), LOADER_TYPOS, LOADER_CALLS, LOADER_HOVERS);
