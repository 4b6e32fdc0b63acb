import { readArguments } from './arguments.ts';
import { Refusal } from './refusal.ts';
import { run } from './run.ts';

/** Exit codes of a shell for what a signal has ended. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

const stop = new AbortController();
const exiting = new AbortController();
let stopCode = 0;
let stoppedAt: number | undefined;
for (const [name, code] of Object.entries(SIGNALS)) {
  process.on(name, () => {
    stoppedAt ??= performance.now();
    stopCode ||= code;
    // A second one does not wait. npm passes on what the terminal has sent already, at the same moment.
    if (performance.now() - stoppedAt > 500) {
      exiting.abort();
      process.exit(stopCode);
    }
    stop.abort(name === 'SIGINT' ? 'Ctrl-C' : name);
  });
}
// A reader that has seen enough, such as `head`, must not end jobs that are billed.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

try {
  const args = readArguments(process.argv.slice(2));
  if (args.help) {
    const [{ HELP }, { FORMATS }] = [await import('./help.ts'), await import('@aai-connectors/core')];
    process.stdout.write(HELP.replace('FORMATS', FORMATS.map(({ id }) => id).join(',')));
  } else {
    const { recordingPath } = await import('@aai-connectors/stand-in/recordings');
    process.exitCode = await run(args, {
      env: process.env,
      stdout: process.stdout,
      stderr: process.stderr,
      stdin: process.stdin,
      signal: stop.signal,
      exiting: exiting.signal,
      audio: recordingPath(''),
    });
    // A live transcription that was stopped has kept what was said.
    if (stop.signal.aborted && !args.live) process.exitCode = stopCode;
  }
} catch (error) {
  process.exitCode = stop.signal.aborted ? stopCode : await reported(error);
} finally {
  // A recorder that goes on must not keep this program alive.
  if (process.argv.includes('--mic')) process.stdin.destroy();
}

/** @returns the exit code */
async function reported(error: unknown): Promise<number> {
  if (error instanceof Refusal) {
    process.stderr.write(`Error: ${error.message}\n`);
    return 2;
  }
  const [{ sentencesOf }, { isAssemblyAIError }] = [
    await import('./failure.ts'),
    await import('@aai-connectors/core/rest'),
  ];
  process.stderr.write(`Error: ${sentencesOf(error)}\n`);
  // Refused by our own checks.
  const isInput = isAssemblyAIError(error) && error.code === 'bad_input' && error.status === undefined;
  return isInput ? 2 : 1;
}
