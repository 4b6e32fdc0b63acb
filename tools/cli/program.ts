import { recordingPath } from '@aai-connectors/stand-in/recordings';
import { FORMATS } from '@aai-connectors/core/node';
import { HELP, readArguments } from './arguments.ts';
import { farewell, run } from './run.ts';

const stop = new AbortController();
let stoppedAt: number | undefined;
process.on('SIGINT', () => {
  stoppedAt ??= performance.now();
  // Whoever asks twice does not want to wait. npm passes on what the terminal has sent already, at the same moment.
  if (performance.now() - stoppedAt > 500) process.exit(130);
  stop.abort('Ctrl-C');
});
const key = process.env['ASSEMBLYAI_API_KEY'];

try {
  const args = readArguments(process.argv.slice(2));
  if (args.help) {
    process.stdout.write(HELP.replace('FORMATS', FORMATS.map(({ id }) => id).join(',')));
  } else {
    await run(args, {
      env: process.env,
      stdout: process.stdout,
      stderr: process.stderr,
      stdin: process.stdin,
      signal: stop.signal,
      audio: recordingPath(''),
    });
  }
} catch (error) {
  const isReal = key !== undefined && key !== '' && !process.argv.includes('--stand-in');
  process.stderr.write(`\nError: ${farewell(error, isReal)}\n`);
  process.exitCode = stop.signal.aborted ? 130 : 1;
} finally {
  // A recorder that goes on must not keep this program alive.
  if (process.argv.includes('--mic')) process.stdin.destroy();
}
