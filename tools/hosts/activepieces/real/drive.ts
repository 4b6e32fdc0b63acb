import { type AnyEntry, ENTRIES, findEntry } from '@aai-connectors/core';
import { setTimeout as sleep } from 'node:timers/promises';
import { type StandIn } from '@aai-connectors/stand-in';
import type { Archive } from '../emulator/pack.ts';
import { type Row, startTable } from '../stories/table.ts';
import { DIALOGUE_PARAMS, inWords, useOf } from '../stories/uses.ts';
import {
  callFlow,
  createConnection,
  deleteConnection,
  deleteFlow,
  endOfRun,
  type FlowFile,
  flowOf,
  type FlowRun,
  type RunStatus,
  type Server,
  startFlow,
  until,
  uploadPiece,
} from './server.ts';
import { templates } from './templates.ts';

const AUDIO = 'https://assembly.ai/wildfires.mp3';
/** The host polls every five minutes by default. */
const POLLED_MS = 400_000;
/** The first pause of a step that polls, plus the overhead of the host. */
const DELAYED_MS = 120_000;

export interface Drive {
  readonly server: Server;
  readonly archive: Archive;
  readonly standIn: StandIn;
  /** Address of the stand-in as the server sees it. */
  readonly apiUrl: string;
  /** How long one run may take, ms. */
  readonly limitMs: number;
  /** Called with each row as soon as it is complete. */
  onRow(row: Row): void;
}

type Output = Readonly<Record<string, unknown>>;

/** A run that went well, and how. */
interface Ended {
  readonly states: readonly RunStatus[];
  /** Of each step, by its name. */
  readonly outputs: Readonly<Record<string, Output>>;
}

/** Uploads the piece, connects it, and runs every action, the pause and both triggers on a real server. */
export async function drive({ server, archive, standIn, apiUrl, limitMs, onRow }: Drive): Promise<readonly Row[]> {
  const { row, rows } = startTable(onRow);
  const account = `assemblyai-${Date.now()}`;
  const props = { api_key: standIn.keys[0]!, region: 'us', base_url: apiUrl };
  const auth = `{{connections['${account}']}}`;
  const transcribe = findEntry('transcribe')!;

  /** Runs a flow from its start to its end. @param meanwhile is done while it runs */
  const runFlow = async (file: FlowFile, meanwhile: (flow: string) => Promise<void>, ms: number): Promise<Ended> => {
    const flow = await startFlow(server, file);
    try {
      await meanwhile(flow);
      const { run, states } = await endOfRun(server, flow, ms);
      if (run.status !== 'SUCCEEDED') throw new Error(`${states.join(' → ')}: ${JSON.stringify(failureOf(run))}`);
      const outputs = Object.entries(run.steps ?? {}).map(([name, { output }]) => [name, output as Output] as const);
      return { states, outputs: Object.fromEntries(outputs) };
    } finally {
      await deleteFlow(server, flow).catch(() => undefined);
    }
  };
  /** Calls the flow as the service does when a transcript is done. */
  const called =
    (transcript_id: string) =>
    (flow: string): Promise<void> =>
      callFlow(server, flow, { transcript_id, status: 'completed' });
  const starter = called(await finishedTranscript(standIn));
  const stepFile = (entry: AnyEntry, input: object): FlowFile =>
    flowOf(
      archive,
      entry.id,
      { name: 'transcript_ready', input: { auth } },
      { name: entry.id, input: { auth, ...input } },
    );
  const runStep = (entry: AnyEntry, input: object): Promise<Ended> => runFlow(stepFile(entry, input), starter, limitMs);
  const summary = (entry: AnyEntry, { states, outputs }: Ended): string =>
    `${states.join(' → ')}: ${inWords(entry, outputs['step_1'])}`;

  await row('upload', async () => {
    const outcome = await uploadPiece(server, archive);
    return outcome === 'uploaded'
      ? `${archive.name} ${archive.version}`
      : `${archive.version} is there already and is what runs here; give another one in AP_PIECE_VERSION to try this build`;
  });
  await row('connection with a wrong key', () =>
    createConnection(server, archive, `${account}-wrong`, { ...props, api_key: 'wrong' }).then(
      () => Promise.reject(new Error('It was taken.')),
      (error: unknown) => `refused: ${(error as Error).message}`,
    ),
  );
  let connection = '';
  await row('connection', async () => {
    const { id, status } = await createConnection(server, archive, account, props);
    connection = id;
    return status;
  });

  await row('Transcribe, a file: pause, call, resume, SRT', async () => {
    const input = { audio_url_file: `${apiUrl}/audio/dialogue.wav`, speaker_labels: true, files: ['srt'] };
    const ended = await runStep(transcribe, input);
    const link = String(ended.outputs['step_1']?.['srt_file']);
    if (!ended.states.includes('PAUSED')) throw new Error(`It does not pause: ${ended.states.join(' → ')}`);
    return `${summary(transcribe, ended)}; SRT: ${link.split('?')[0]}`;
  });
  await row('Transcribe, a false call: another pause, then the transcript', async () => {
    const before = standIn.requests().length;
    const file = stepFile(transcribe, { audio_url: AUDIO });
    const ended = await runFlow(
      file,
      async (flow) => {
        await starter(flow);
        await callFalsely(standIn, before, limitMs);
      },
      Math.max(limitMs, DELAYED_MS),
    );
    return summary(transcribe, ended);
  });

  const transcriptId = await finishedTranscript(standIn, {
    audio_url: standIn.audio['dialogue'],
    ...DIALOGUE_PARAMS,
  });
  let requestId = '';
  await row('Run a Task using LeMUR, by LeMUR itself', async () => {
    const task = findEntry('lemur_task')!;
    const input = { prompt: 'What is broken?', transcript_ids: [transcriptId], backend: 'lemur' };
    const ended = await runStep(task, input);
    requestId = String(ended.outputs['step_1']?.['request_id']);
    return summary(task, ended);
  });
  const last = findEntry('delete_transcript')!;
  for (const entry of [...ENTRIES.filter((each) => each !== transcribe && each !== last), last]) {
    await row(entry.label, async () => {
      const known = { transcriptId, requestId, audioUrl: AUDIO };
      const input = entry.id === 'upload_file' ? { file: `${apiUrl}/audio/jfk.wav` } : useOf(entry, known);
      return summary(entry, await runStep(entry, input));
    });
  }
  for (const [slug, template] of templates(archive, account)) {
    await row(`template ${slug}`, async () => {
      const { states, outputs } = await runFlow(template, called(await finishedTranscript(standIn)), limitMs);
      return `${states.join(' → ')}, ${Object.keys(outputs).length - 1} steps`;
    });
  }
  await row('trigger New Transcript', async () => {
    const trigger = { name: 'new_transcript', input: { auth } };
    const step = { name: 'get_transcript', input: { auth, transcript_id: "{{trigger['id']}}" } };
    const file = flowOf(archive, 'new_transcript', trigger, step);
    const meanwhile = async (): Promise<void> => void (await finishedTranscript(standIn));
    return summary(transcribe, await runFlow(file, meanwhile, Math.max(limitMs, POLLED_MS)));
  });
  await deleteConnection(server, connection).catch(() => undefined);
  return rows;
}

/** The steps that failed, else the whole run. */
function failureOf(run: FlowRun): unknown {
  const failed = Object.entries(run.steps ?? {}).filter(([, { status }]) => status === 'FAILED');
  return failed.length > 0 ? Object.fromEntries(failed) : run;
}

/** Calls the address of a pause before the service does, as somebody who does not know the job's secret. */
async function callFalsely(standIn: StandIn, since: number, limitMs: number): Promise<void> {
  const address = await until(() => {
    const bodies = standIn
      .requests()
      .slice(since)
      .map(({ body }) => body as Output | undefined);
    const asking = bodies.find((body) => body?.['webhook_auth_header_name'] !== undefined);
    return Promise.resolve(asking?.['webhook_url']);
  }, limitMs);
  // A call that comes before the host has stored the pause is lost.
  await sleep(AFTER_PAUSE_MS);
  await fetch(String(address), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ transcript_id: 'another', status: 'completed' }),
  });
}

const AFTER_PAUSE_MS = 300;

/** Starts a job past the server, as another program of the account would, and waits for its end. */
async function finishedTranscript({ url, keys }: StandIn, params: object = { audio_url: AUDIO }): Promise<string> {
  const headers = { authorization: keys[0]!, 'content-type': 'application/json' };
  const body = JSON.stringify(params);
  const submitted = await fetch(`${url}/v2/transcript`, { method: 'POST', headers, body });
  const { id } = (await submitted.json()) as { readonly id: string };
  for (;;) {
    const { status } = (await (await fetch(`${url}/v2/transcript/${id}`, { headers })).json()) as {
      readonly status: string;
    };
    if (status === 'completed' || status === 'error') return id;
    await sleep(50);
  }
}
