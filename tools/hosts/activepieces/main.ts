/**
 * Runs the packed piece as a server would, against the stand-in, and prints what was seen.
 *
 *   npm run -s test:activepieces
 */
import { type AnyEntry, ENTRIES, findEntry } from '@aai-connectors/core';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { scenarios } from '../../conformance/scenarios.ts';
import { startStandIn } from '../../stand-in/index.ts';
import { startSurroundings } from './context.ts';
import { formAnswers } from './form-answers.ts';
import { loadPiece } from './load.ts';
import { packPiece } from './pack.ts';

const AUDIO = 'https://assembly.ai/wildfires.mp3';
const dialogue = {
  filename: 'dialogue.wav',
  data: readFileSync(new URL('../../audio/dialogue.wav', import.meta.url)),
};

const folder = mkdtempSync(join(tmpdir(), 'piece-'));
const standIn = await startStandIn({ timing: { queuedMs: 20, processingMs: 300 } });
const host = await startSurroundings({ api_key: standIn.keys[0]!, region: 'us', base_url: standIn.url });
let failed = 0;

async function row(name: string, work: () => Promise<string>): Promise<void> {
  const started = performance.now();
  const [result, seen] = await work().then(
    (words) => ['ok', words] as const,
    (error: unknown) => ['FAILED', (error as Error).message] as const,
  );
  failed += result === 'ok' ? 0 : 1;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`| ${name} | ${result} | ${seconds} | ${seen.replaceAll('\n', ' ').slice(0, 90)} |\n`);
}

try {
  const archive = packPiece(folder);
  const piece = loadPiece(archive.file, join(folder, 'empty'));
  const { actions, triggers } = piece.metadata();
  process.stdout.write(
    `${archive.name} ${archive.version}: ${(archive.bundleBytes / 1e6).toFixed(2)} MB in one file, ${Object.keys(actions).length} actions, ${Object.keys(triggers).length} triggers\n\n`,
  );
  process.stdout.write('| what | result | seconds | seen |\n| --- | --- | --- | --- |\n');

  const transcribe = piece.actions()['transcribe']!;
  /** From the start over the service's own call to the end. */
  const throughPause = async (props: object): Promise<Record<string, unknown>> => {
    const known = host.calls().length;
    await host.begin(transcribe, props);
    if (!host.isPaused()) throw new Error('The flow does not pause.');
    while (host.calls().length === known) await sleep(20);
    return (await host.resume(transcribe, props, host.calls()[known]!)) as Record<string, unknown>;
  };

  let transcriptId = '';
  await row('dialogue as a file: pause, call, resume, SRT', async () => {
    const props = { audio_url_file: dialogue, speaker_labels: true, files: ['srt'] };
    const result = await throughPause(props);
    const { fileName, data } = host.file(result['srt_file']);
    return `${String(result['text']).length} characters, ${(result['utterances'] as unknown[]).length} utterances, ${fileName} ${data.byteLength} bytes`;
  });
  await row('link with PII redaction of text and audio: pause, call, resume', async () => {
    const result = await throughPause({
      audio_url: standIn.audio['dialogue'],
      redact_pii: true,
      redact_pii_settings: { redact_pii_policies: ['person_name'], redact_pii_audio: true },
    });
    transcriptId = String(result['id']);
    await sleep(200);
    return `${String(result['status'])} ${transcriptId}`;
  });

  const answersOf = (entry: AnyEntry): object => {
    if (entry.id === 'upload_file') return { file: dialogue };
    const { answers } = scenarios({ transcriptId, audioUrl: AUDIO }).find(({ name }) => name === entry.id)!;
    return formAnswers(entry, answers);
  };
  const paused = ['transcribe', 'delete_transcript'];
  const order = [...ENTRIES.filter(({ id }) => !paused.includes(id)), findEntry('delete_transcript')!];
  for (const entry of order) {
    const action = piece.actions()[entry.id]!;
    await row(action.displayName, async () => {
      const ended = await host.begin(action, answersOf(entry)).then(
        (result) => JSON.stringify(result),
        // LeMUR's own requests cannot be there: its service has ended.
        (error: unknown) =>
          entry.status === 'deprecated' ? `refused: ${(error as Error).message}` : Promise.reject(error as Error),
      );
      return ended;
    });
  }

  await row('trigger Transcript Ready', async () => {
    const trigger = piece.triggers()['transcript_ready']!;
    const known = host.calls().length;
    await host.begin(transcribe, { audio_url: AUDIO });
    while (host.calls().length === known) await sleep(20);
    const { body } = host.calls()[known]!;
    const items = (await trigger.run(host.trigger({}, { body }))) as { readonly text: string }[];
    return `${items.length} with ${items[0]!.text.length} characters`;
  });
  await row('trigger New Transcript', async () => {
    const trigger = piece.triggers()['new_transcript']!;
    await trigger.onEnable!(host.trigger({}));
    await throughPause({ audio_url: AUDIO });
    const items = (await trigger.run(host.trigger({}))) as unknown[];
    const again = (await trigger.run(host.trigger({}))) as unknown[];
    return `${items.length} new, then ${again.length}`;
  });
} finally {
  await host.close();
  await standIn.close();
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`\n${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
