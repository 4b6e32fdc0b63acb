/**
 * Runs the packed piece as a server does, against the local API, and prints the results.
 *
 *   npm run -s test:activepieces
 */
import { ENTRIES, findEntry } from '@aai-connectors/core';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { recordingPath, startStandIn } from '@aai-connectors/stand-in';
import { untouchedForm } from '../emulator/builder-form.ts';
import { startSurroundings } from '../emulator/context.ts';
import { formAnswers } from '../emulator/form-answers.ts';
import { loadPiece, type Piece } from '../emulator/load.ts';
import { packPiece } from '../emulator/pack.ts';
import { flowRows } from './flows.ts';
import { lineOf, startTable, TABLE_HEAD } from './table.ts';
import { DIALOGUE_PARAMS, inWords, useOf } from './uses.ts';

const AUDIO = 'https://assembly.ai/wildfires.mp3';
const data = readFileSync(recordingPath('dialogue.wav'));
const dialogue = { filename: 'dialogue.wav', data };

const folder = mkdtempSync(join(tmpdir(), 'piece-'));
const standIn = await startStandIn({ lemur: 'documented', timing: { queuedMs: 20, processingMs: 300 } });
const connection = { api_key: standIn.keys[0]!, region: 'us', base_url: standIn.url };
const host = await startSurroundings(connection);
const instant = await startStandIn({ timing: { queuedMs: 0, processingMs: 0 } });
const table = startTable((one) => process.stdout.write(lineOf(one)));
const { row, rows } = table;

type Result = Record<string, unknown>;

try {
  const archive = packPiece(folder);
  const piece = loadPiece(archive.file, join(folder, 'empty'));
  const { actions, triggers } = piece.metadata();
  process.stdout.write(
    `${archive.name} ${archive.version}: ${(archive.bundleBytes / 1e6).toFixed(2)} MB in one file, no dependencies, ${Object.keys(actions).length} actions, ${Object.keys(triggers).length} triggers\n\n${TABLE_HEAD}`,
  );

  const transcribe = piece.actions()['transcribe']!;
  const entry = findEntry('transcribe')!;
  const form = (answers: object): object => ({ ...untouchedForm(transcribe), ...answers });
  const newCall = async (known: number): Promise<void> => {
    while (host.calls().length === known) await sleep(20);
  };
  /** Runs Transcribe through its pause, which ends with the webhook of the API. */
  const throughPause = async (answers: object): Promise<Result> => {
    const known = host.calls().length;
    await host.begin(transcribe, form(answers));
    if (!host.isPaused()) throw new Error('The flow does not pause.');
    await newCall(known);
    return (await host.resume(transcribe, form(answers), host.calls()[known]!)) as Result;
  };

  let transcriptId = '';
  await row('Transcribe, a file: pause, webhook, resume, SRT', async () => {
    const result = await throughPause({ audio_url_file: dialogue, speaker_labels: true, files: ['srt'] });
    const { fileName, data: srt } = host.file(result['srt_file']);
    return `${(result['utterances'] as unknown[]).length} utterances, ${fileName} of ${srt.byteLength} bytes; ${inWords(entry, result)}`;
  });
  await row('Transcribe, a URL, with redacted audio: two webhooks', async () => {
    const known = host.calls().length;
    const answers = formAnswers(entry, { audio_url: standIn.audio['dialogue'], ...DIALOGUE_PARAMS });
    const result = await throughPause(answers);
    transcriptId = String(result['id']);
    await newCall(known + 1);
    const kinds = host
      .calls()
      .slice(known)
      .map(({ body }) => (body as Result)['status']);
    return `webhooks: ${kinds.join(', ')}; ${inWords(entry, result)}`;
  });
  await row('Transcribe, a forged webhook: another pause, then the transcript', async () => {
    const { id } = (await host.begin(transcribe, form({ audio_url: AUDIO }))) as Result;
    const body = { transcript_id: id, status: 'completed' };
    await host.resume(transcribe, form({ audio_url: AUDIO }), { body, headers: {}, queryParams: {} });
    const again = host.pause();
    if (again?.type !== 'DELAY') throw new Error('The step trusts the forged webhook.');
    await sleep(500);
    const result = (await host.resume(transcribe, form({ audio_url: AUDIO }), null)) as Result;
    return `paused until ${again.resumeDateTime}; ${inWords(entry, result)}`;
  });

  let requestId = '';
  await row('Run a Task using LeMUR, with a LeMUR connection', async () => {
    const task = findEntry('lemur_task')!;
    const answers = { prompt: 'What is broken?', transcript_ids: [transcriptId] };
    const old = await startSurroundings({ ...connection, lemur: true });
    const result = (await old.begin(piece.actions()[task.id]!, answers).finally(old.close)) as Result;
    requestId = String(result['request_id']);
    return inWords(task, result);
  });
  const last = findEntry('delete_transcript')!;
  for (const one of [...ENTRIES.filter((each) => each !== entry && each !== last), last]) {
    const action = piece.actions()[one.id]!;
    await row(action.displayName, async () => {
      const answers = useOf(one, { transcriptId, requestId, audioUrl: AUDIO });
      const given = one.id === 'upload_file' ? { file: dialogue } : answers;
      return inWords(one, await host.begin(action, { ...untouchedForm(action), ...given }));
    });
  }

  await row('trigger Transcript Ready', async () => {
    const trigger = piece.triggers()['transcript_ready']!;
    const known = host.calls().length;
    await host.begin(transcribe, form({ audio_url: AUDIO, speaker_labels: true }));
    await newCall(known);
    const payload = { body: host.calls()[known]!.body };
    const items = (await trigger.run(host.trigger({}, payload))) as Result[];
    const again = (await trigger.run(host.trigger({}, payload))) as Result[];
    return `${items.length} new, ${again.length} for the same webhook again; ${inWords(entry, items[0])}`;
  });
  await row('trigger New Transcript', async () => {
    const trigger = piece.triggers()['new_transcript']!;
    await trigger.onEnable!(host.trigger({}));
    await throughPause({ audio_url: AUDIO, filter_profanity: true });
    const items = (await trigger.run(host.trigger({}))) as Result[];
    const again = (await trigger.run(host.trigger({}))) as Result[];
    return `${items.length} new, then ${again.length}; ${inWords(entry, items[0])}`;
  });
  let reloads = 0;
  const reload = (): Piece => loadPiece(archive.file, join(folder, `restart-${++reloads}`));
  await flowRows(table, { piece, reload, usual: standIn, instant });
} finally {
  await host.close();
  await standIn.close();
  await instant.close();
  rmSync(folder, { recursive: true, force: true });
}
const failed = rows.filter(({ result }) => result === 'FAILED').length;
process.stdout.write(`\n${rows.length} checks, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
