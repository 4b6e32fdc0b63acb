import { type AnyEntry, ENTRIES, findEntry } from '@aai-connectors/core';
import { scenarios } from '../../../conformance/scenarios.ts';
import type { StandIn } from '../../../stand-in/index.ts';
import { formAnswers } from '../form-answers.ts';
import type { Archive } from '../pack.ts';
import { templates } from './templates.ts';
import {
  callFlow,
  createConnection,
  deleteFlow,
  endOfRun,
  flowOf,
  type Server,
  startFlow,
  uploadPiece,
} from './server.ts';

const AUDIO = 'https://assembly.ai/wildfires.mp3';

export interface Row {
  readonly name: string;
  readonly result: 'ok' | 'FAILED';
  readonly seconds: number;
  readonly seen: string;
}

export interface Drive {
  readonly server: Server;
  readonly archive: Archive;
  readonly standIn: StandIn;
  /** Address of the stand-in as the server sees it. */
  readonly apiUrl: string;
  /** How long one run may take, ms. */
  readonly limitMs: number;
  /** Each row as soon as it is there. */
  onRow(row: Row): void;
}

/** Uploads the piece, connects it, and runs every action, the pause and both triggers on a real server. */
export async function drive({ server, archive, standIn, apiUrl, limitMs, onRow }: Drive): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const row = async (name: string, work: () => Promise<string>): Promise<void> => {
    const started = performance.now();
    const [result, seen] = await work().then(
      (words) => ['ok', words] as const,
      (error: unknown) => ['FAILED', (error as Error).message] as const,
    );
    rows.push({ name, result, seconds: (performance.now() - started) / 1000, seen });
    onRow(rows.at(-1)!);
  };
  const account = `assemblyai-${Date.now()}`;
  const props = { api_key: standIn.keys[0]!, region: 'us', base_url: apiUrl };
  const auth = `{{connections['${account}']}}`;

  /** Runs one action in a flow of its own, started by the piece's own trigger. */
  const runOnce = async (id: string, input: object): Promise<string> => {
    const transcriptId = await finishedTranscript(standIn);
    const trigger = { name: 'transcript_ready', input: { auth } };
    const flow = await startFlow(server, flowOf(archive, id, trigger, { name: id, input: { auth, ...input } }));
    try {
      await callFlow(server, flow, { transcript_id: transcriptId, status: 'completed' });
      const { run, states } = await endOfRun(server, flow, limitMs);
      const step = run.steps?.['step_1'];
      if (run.status !== 'SUCCEEDED') throw new Error(`${states.join(' → ')}: ${JSON.stringify(step ?? run)}`);
      return `${states.join(' → ')}: ${JSON.stringify(step?.output)}`;
    } finally {
      await deleteFlow(server, flow);
    }
  };

  await row('upload', () => uploadPiece(server, archive));
  await row('a wrong key is refused', () =>
    createConnection(server, archive, `${account}-wrong`, { ...props, api_key: 'wrong' }).then(
      () => Promise.reject(new Error('It was taken.')),
      (error: unknown) => (error as Error).message,
    ),
  );
  await row('connection', async () => (await createConnection(server, archive, account, props)).status);

  const known = await finishedTranscript(standIn, {
    audio_url: standIn.audio['dialogue'],
    redact_pii: true,
    redact_pii_policies: ['person_name'],
    redact_pii_audio: true,
  });
  const inputOf = (entry: AnyEntry): object => {
    if (entry.id === 'upload_file') return { file: `${apiUrl}/audio/jfk.wav` };
    const { answers } = scenarios({ transcriptId: known, audioUrl: AUDIO }).find(({ name }) => name === entry.id)!;
    return formAnswers(entry, answers);
  };
  const current = ENTRIES.filter(({ id, status }) => id !== 'delete_transcript' && status !== 'deprecated');
  for (const entry of [...current, findEntry('delete_transcript')!]) {
    await row(entry.label, async () => {
      const seen = await runOnce(entry.id, inputOf(entry));
      if (entry.id === 'transcribe' && !seen.includes('PAUSED')) throw new Error(`It does not pause: ${seen}`);
      return seen;
    });
  }
  for (const [slug, template] of templates(archive, account)) {
    await row(`template ${slug}`, async () => {
      const transcriptId = await finishedTranscript(standIn);
      const flow = await startFlow(server, template);
      try {
        await callFlow(server, flow, { transcript_id: transcriptId, status: 'completed' });
        const { run, states } = await endOfRun(server, flow, limitMs);
        if (run.status !== 'SUCCEEDED') throw new Error(JSON.stringify(run.steps));
        return `${states.join(' → ')}, ${Object.keys(run.steps ?? {}).filter((name) => name !== 'trigger').length} steps`;
      } finally {
        await deleteFlow(server, flow);
      }
    });
  }
  await row('New Transcript', async () => {
    const trigger = { name: 'new_transcript', input: { auth } };
    const step = { name: 'get_transcript', input: { auth, transcript_id: "{{trigger['id']}}" } };
    const flow = await startFlow(server, flowOf(archive, 'new_transcript', trigger, step));
    try {
      await finishedTranscript(standIn);
      const { run, states } = await endOfRun(server, flow, Math.max(limitMs, 400_000));
      if (run.status !== 'SUCCEEDED') throw new Error(states.join(' → '));
      return states.join(' → ');
    } finally {
      await deleteFlow(server, flow);
    }
  });
  return rows;
}

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
  }
}
