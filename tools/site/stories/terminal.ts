import { execFileSync } from 'node:child_process';
import { pathIn } from '../content/repository.ts';
import { escapeHtml } from '../html/html.ts';

/**
 * A command and what its program prints, as a page that looks like a terminal.
 *
 * @param program from the root of the repository
 * @throws Error if the program fails
 */
export function terminalPage(command: string, program: string): string {
  const printed = execFileSync(process.execPath, ['--conditions=@aai-connectors/source', program], {
    cwd: pathIn('.'),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
  return `<!doctype html>
<html lang="en">
<title>${escapeHtml(command)}</title>
<style>
body { margin: 0; padding: 28px; background: #f6f7f9; }
pre { margin: 0; padding: 22px 26px; border-radius: 12px; background: #14171d; color: #e9ebef; font: 15px/1.6 ui-monospace, Menlo, Consolas, 'Liberation Mono', 'DejaVu Sans Mono', monospace; white-space: pre-wrap; }
b { color: #a3b6ff; font-weight: 400; }
</style>
<pre><b>$ ${escapeHtml(command)}</b>
${escapeHtml(printed)}</pre>
</html>
`;
}
