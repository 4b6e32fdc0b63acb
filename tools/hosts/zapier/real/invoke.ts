/**
 * Runs the app with Zapier's command line, against the local stand-in: transcribes a bundled recording as a file and as a
 * link, and finds one of the transcripts.
 *
 *   npm run -s zapier:invoke
 */
import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { recordingPath, startStandIn } from '@aai-connectors/stand-in';
import { CLI, cliEnvironment } from './cli.ts';

const APP = new URL('../../../../packages/zapier-app/', import.meta.url).pathname;

const standIn = await startStandIn({ timing: { queuedMs: 20, processingMs: 200 } });

/** The private link under which the platform passes a file. It serves the file like the platform does, with its name. */
const held = createServer((_, response) => {
  response.setHeader('content-disposition', 'attachment; filename="jfk.wav"');
  createReadStream(recordingPath('jfk.wav')).pipe(response);
});
await new Promise<void>((resolve) => held.listen(0, '127.0.0.1', resolve));
const file = `http://127.0.0.1:${(held.address() as AddressInfo).port}/engine/hydrate/1`;
const link = standIn.audio['jfk']!;

/** Resolves with what the command line prints. */
const invoke = (kind: string, key: string, inputData: object = {}): Promise<string> =>
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

/** Fails unless the condition holds. */
function check(holds: boolean, what: string, printed: string): void {
  if (!holds) throw new Error(`${what}:\n${printed}`);
}

/** What a run prints as JSON. */
const resultIn = (printed: string): Record<string, unknown> =>
  JSON.parse(/^[[{][^]*[\]}]/m.exec(printed)?.[0] ?? '{}') as Record<string, unknown>;

/** Starts a transcription, and waits for it in a second step, because the command line has no callbacks. */
async function transcribed(inputData: object): Promise<Record<string, unknown>> {
  const started = resultIn(await invoke('create', 'transcribe', { ...inputData, wait: 'false' }));
  const printed = await invoke('create', 'wait_for_transcript', { transcript_id: started['id'] });
  const ended = resultIn(printed);
  check(ended['status'] === 'completed', 'The transcript is not complete', printed);
  process.stdout.write(`${JSON.stringify(inputData)}\n${printed}\n`);
  return ended;
}

try {
  const label = await invoke('auth', 'label');
  check(/^US · [0-9a-f]{6}$/m.test(label), 'The label does not identify the connection', label);
  process.stdout.write(`Connection: ${label.trim()}\n`);

  const fromFile = await transcribed({ audio_file: file });
  check(standIn.uploads().length === 1, 'The file was not uploaded once', JSON.stringify(standIn.uploads()));
  const fromLink = await transcribed({ audio_url: link });
  check(standIn.uploads().length === 1, 'The link was uploaded', JSON.stringify(standIn.uploads()));
  check(fromLink['audio_url'] === link, 'The link was changed', String(fromLink['audio_url']));
  check(fromFile['text'] === fromLink['text'], 'The texts differ', `${String(fromFile['text'])}`);

  const both = await invoke('create', 'transcribe', { audio_file: file, audio_url: link }).catch(String);
  check(both.includes('Audio File and Audio URL are both filled in.'), 'Two recordings were accepted', both);

  const printed = await invoke('search', 'get_transcript', { audio: 'jfk.wav', status: 'completed' });
  const [found] = resultIn(printed) as unknown as readonly Record<string, unknown>[];
  check(found?.['id'] === fromLink['id'], 'The search found another transcript', printed);
  process.stdout.write(`Find Transcript by file name: ${String(found?.['id'])}\n`);
} finally {
  held.close();
  await standIn.close();
}
