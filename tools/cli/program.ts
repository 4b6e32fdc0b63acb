import { readArguments } from './arguments.ts';
import { Refusal } from './refusal.ts';
import { run } from './run.ts';

/** Exit codes that shells use for programs ended by a signal. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

const stop = new AbortController();
const exiting = new AbortController();
let stopCode = 0;
let stoppedAt: number | undefined;
for (const [name, code] of Object.entries(SIGNALS)) {
  process.on(name, () => {
    stoppedAt ??= performance.now();
    stopCode ||= code;
    // A second Ctrl-C ends the program at once. npm forwards the signal that the terminal sends too, so the same Ctrl-C
    // can arrive twice in a moment.
    if (performance.now() - stoppedAt > 500) {
      exiting.abort();
      process.exit(stopCode);
    }
    stop.abort(name === 'SIGINT' ? 'Ctrl-C' : name);
  });
}
// A closed pipe, such as with `head`, must not end jobs that are billed.
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
    // A stopped live transcription has still written its files.
    if (stop.signal.aborted && !args.live) process.exitCode = stopCode;
  }
} catch (error) {
  process.exitCode = stop.signal.aborted ? stopCode : await reported(error);
} finally {
  // A recorder that keeps sending must not keep this program alive.
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
  // Rejected by the client's own checks, before a request.
  const isInput = isAssemblyAIError(error) && error.code === 'bad_input' && error.status === undefined;
  return isInput ? 2 : 1;
}
