import { type AnyEntry, ENTRIES, findEntry } from '@aai-connectors/core';
import { setTimeout as sleep } from 'node:timers/promises';
import { type StandIn } from '@aai-connectors/stand-in';
import type { Archive } from '../emulator/pack.ts';
import { type Row, startTable } from '../stories/table.ts';
import { DIALOGUE_PARAMS, inWords, useOf } from '../stories/uses.ts';
import { flowRows, type Mcp } from './flow-rows.ts';
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
/** Time limit for a polling trigger, in milliseconds. By default, the platform polls every five minutes. */
const POLLING_MS = 400_000;
/** Time limit for a step with a delay, in milliseconds: the first pause, and time for the platform. */
const DELAY_MS = 120_000;

export interface Drive {
  readonly server: Server;
  readonly archive: Archive;
  readonly standIn: StandIn;
  /** URL of the local API as the server sees it. */
  readonly apiUrl: string;
  /** Time limit of a run, in milliseconds. */
  readonly limitMs: number;
  /** Length of the Delay step in seconds, in rows about waitpoints that are left over. @default 40 */
  readonly delaySeconds?: number;
  readonly mcp?: Mcp | undefined;
  /** Restarts the server, and resolves when it answers again. If absent, the row about restarts is skipped. */
  readonly restart?: (() => Promise<void>) | undefined;
  /** Called with each row as soon as it is complete. */
  onRow(row: Row): void;
}

type Output = Readonly<Record<string, unknown>>;

/** A run that succeeded. */
interface Ended {
  readonly states: readonly RunStatus[];
  /** Outputs by step name. */
  readonly outputs: Readonly<Record<string, Output>>;
}

/** Uploads the piece, connects it, and runs every action, the pause and both triggers on a real server. */
export async function drive(options: Drive): Promise<readonly Row[]> {
  const { server, archive, standIn, apiUrl, limitMs, onRow, delaySeconds = 40 } = options;
  const table = startTable(onRow);
  const { row, rows } = table;
  const account = `assemblyai-${Date.now()}`;
  const props = { api_key: standIn.keys[0]!, region: 'us', base_url: apiUrl };
  const authOf = (name: string): string => `{{connections['${name}']}}`;
  const auth = authOf(account);
  const transcribe = findEntry('transcribe')!;

  async function withFlow<T>(file: FlowFile, work: (flow: string) => Promise<T>): Promise<T> {
    const flow = await startFlow(server, file);
    return work(flow).finally(() => deleteFlow(server, flow).catch(() => undefined));
  }
  /** Runs a flow to its end. @param begin makes the trigger start the flow */
  const runFlow = (file: FlowFile, begin: (flow: string) => Promise<void>, ms: number): Promise<Ended> =>
    withFlow(file, async (flow) => {
      await begin(flow);
      const { run, states } = await endOfRun(server, flow, ms);
      if (run.status !== 'SUCCEEDED') throw new Error(`${states.join(' → ')}: ${JSON.stringify(failureOf(run))}`);
      const outputs = Object.entries(run.steps ?? {}).map(([name, { output }]) => [name, output as Output] as const);
      return { states, outputs: Object.fromEntries(outputs) };
    });
  /** Calls the flow as the service does when a transcript is finished. */
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
  const summaryOf = (entry: AnyEntry, { states, outputs }: Ended): string =>
    `${states.join(' → ')}: ${inWords(entry, outputs['step_1'])}`;

  await row('upload', async () => {
    const outcome = await uploadPiece(server, archive);
    return outcome === 'uploaded'
      ? `${archive.name} ${archive.version}`
      : `${archive.version} is already installed and runs here. Set AP_PIECE_VERSION to another version to run this build`;
  });
  await row('connection with a wrong key', () =>
    createConnection(server, archive, `${account}-wrong`, { ...props, api_key: 'wrong' }).then(
      () => Promise.reject(new Error('The server accepted the key.')),
      (error: unknown) => `rejected: ${(error as Error).message}`,
    ),
  );
  const connections: string[] = [];
  const connect = async (name: string, values: object): Promise<string> => {
    const { id, status } = await createConnection(server, archive, name, values);
    connections.push(id);
    return status;
  };
  await row('connection', () => connect(account, props));

  await row('Transcribe, a file: pause, webhook, resume, SRT', async () => {
    const input = { audio_url_file: `${apiUrl}/audio/dialogue.wav`, speaker_labels: true, files: ['srt'] };
    const ended = await runStep(transcribe, input);
    const link = String(ended.outputs['step_1']?.['srt_file']);
    if (!ended.states.includes('PAUSED')) throw new Error(`The flow did not pause: ${ended.states.join(' → ')}`);
    return `${summaryOf(transcribe, ended)}; SRT: ${link.split('?')[0]}`;
  });
  await row('Transcribe, a forged webhook: another pause, then the transcript', async () => {
    const before = standIn.requests().length;
    const file = stepFile(transcribe, { audio_url: AUDIO });
    const ended = await runFlow(
      file,
      async (flow) => {
        await starter(flow);
        await sendForgedWebhook(standIn, before, limitMs);
      },
      Math.max(limitMs, DELAY_MS),
    );
    return summaryOf(transcribe, ended);
  });

  const transcriptId = await finishedTranscript(standIn, {
    audio_url: standIn.audio['dialogue'],
    ...DIALOGUE_PARAMS,
  });
  let requestId = '';
  await row('Run a Task using LeMUR, with a LeMUR connection', async () => {
    const task = findEntry('lemur_task')!;
    const withLemur = `${account}-lemur`;
    await connect(withLemur, { ...props, lemur: true });
    const input = { auth: authOf(withLemur), prompt: 'What is broken?', transcript_ids: [transcriptId] };
    const ended = await runStep(task, input);
    requestId = String(ended.outputs['step_1']?.['request_id']);
    return summaryOf(task, ended);
  });
  const last = findEntry('delete_transcript')!;
  for (const entry of [...ENTRIES.filter((each) => each !== transcribe && each !== last), last]) {
    await row(entry.label, async () => {
      const known = { transcriptId, requestId, audioUrl: AUDIO };
      const input = entry.id === 'upload_file' ? { file: `${apiUrl}/audio/jfk.wav` } : useOf(entry, known);
      return summaryOf(entry, await runStep(entry, input));
    });
  }
  await flowRows(table, { ...options, delaySeconds, account, withFlow, start: starter });
  for (const [slug, template] of templates(archive, account)) {
    await row(`template ${slug}`, async () => {
      const finished = await finishedTranscript(standIn, {
        audio_url: standIn.audio['dialogue'],
        speaker_labels: true,
      });
      const { states, outputs } = await runFlow(template, called(finished), limitMs);
      return `${states.join(' → ')}, ${Object.keys(outputs).length - 1} steps`;
    });
  }
  await row('trigger New Transcript', async () => {
    const trigger = { name: 'new_transcript', input: { auth } };
    const step = { name: 'get_transcript', input: { auth, transcript_id: "{{trigger['id']}}" } };
    const file = flowOf(archive, 'new_transcript', trigger, step);
    const begin = async (): Promise<void> => void (await finishedTranscript(standIn));
    return summaryOf(transcribe, await runFlow(file, begin, Math.max(limitMs, POLLING_MS)));
  });
  for (const id of connections) await deleteConnection(server, id).catch(() => undefined);
  return rows;
}

/** The failed steps, or the whole run if there are none. */
function failureOf(run: FlowRun): unknown {
  const failed = Object.entries(run.steps ?? {}).filter(([, { status }]) => status === 'FAILED');
  return failed.length > 0 ? Object.fromEntries(failed) : run;
}

/** Calls the resume URL before the service does, without the job's secret. */
async function sendForgedWebhook(standIn: StandIn, since: number, limitMs: number): Promise<void> {
  const address = await until(() => {
    const bodies = standIn
      .requests()
      .slice(since)
      .map(({ body }) => body as Output | undefined);
    const submission = bodies.find((body) => body?.['webhook_auth_header_name'] !== undefined);
    return Promise.resolve(submission?.['webhook_url']);
  }, limitMs);
  // A webhook that arrives before the platform has stored the pause is lost.
  await sleep(AFTER_PAUSE_MS);
  await fetch(String(address), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ transcript_id: 'another', status: 'completed' }),
  });
}

const AFTER_PAUSE_MS = 300;

/** Submits a transcript without the server, as another program of the account does, and waits until it ends. */
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
