/**
 * Transcribes a bundled recording with Zapier's command line, against the local stand-in.
 *
 *   npm run -s zapier:invoke
 */
import { execFile } from 'node:child_process';
import { startStandIn } from '@aai-connectors/stand-in';
import { CLI, cliEnvironment } from './cli.ts';

const APP = new URL('../../../../packages/zapier-app/', import.meta.url).pathname;

const standIn = await startStandIn({ timing: { queuedMs: 20, processingMs: 200 } });

/** Resolves with what the command line prints. */
const invoke = (kind: string, key: string, inputData: object): Promise<string> =>
  new Promise((resolve, reject) => {
    const env = cliEnvironment({
      authData_api_key: standIn.keys[0]!,
      authData_region: 'us',
      ASSEMBLYAI_BASE_URL: standIn.url,
    });
    const args = [CLI, 'invoke', kind, key, '--non-interactive', '--inputData', JSON.stringify(inputData)];
    execFile(process.execPath, args, { cwd: APP, env }, (error, stdout, stderr) =>
      error === null ? resolve(stdout) : reject(new Error(`${stdout}\n${stderr}`)),
    );
  });

try {
  // The command line has no callbacks, so the step does not wait, and a second step does.
  const started = await invoke('create', 'transcribe', { audio_url: standIn.audio['jfk'], wait: 'false' });
  const id = /"id":\s*"([0-9a-f-]{36})"/.exec(started)?.[1];
  if (id === undefined) throw new Error(`The output has no transcript:\n${started}`);
  const ended = await invoke('create', 'wait_for_transcript', { transcript_id: id });
  process.stdout.write(ended);
  if (!/"status":\s*"completed"/.test(ended)) throw new Error('The transcript is not complete.');
} finally {
  await standIn.close();
}
