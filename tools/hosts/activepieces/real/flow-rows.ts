import { findEntry } from '@aai-connectors/core';
import type { StandIn } from '@aai-connectors/stand-in';
import type { Archive } from '../emulator/pack.ts';
import { Skipped, type Table } from '../stories/table.ts';
import {
  type Action,
  endOfRun,
  type FlowFile,
  flowOf,
  type FlowRun,
  installedPiece,
  type Loop,
  newestRun,
  retryRun,
  runTool,
  type Server,
  until,
} from './server.ts';

const AUDIO = 'https://assembly.ai/wildfires.mp3';
const DELAY_PIECE = '@activepieces/piece-delay';
const LOOPS = 2;

/** The MCP server of the project, which runs an action as an agent does. */
export interface Mcp {
  readonly url: string;
  readonly token: string;
}

export interface FlowRows {
  readonly server: Server;
  readonly archive: Archive;
  readonly standIn: StandIn;
  /** Name of the connection. */
  readonly account: string;
  readonly limitMs: number;
  /** Length of the Delay step in seconds. */
  readonly delaySeconds: number;
  readonly mcp?: Mcp | undefined;
  /** Restarts the server, and resolves when it answers again. */
  readonly restart?: (() => Promise<void>) | undefined;
  /** Starts a flow, does the work, and deletes the flow. */
  withFlow<T>(file: FlowFile, work: (flow: string) => Promise<T>): Promise<T>;
  /** Makes the trigger start the flow. */
  start(flow: string): Promise<void>;
}

/** Adds the rows about loops, agents, retries, restarts, and waitpoints that are left over. */
export async function flowRows({ row }: Table, context: FlowRows): Promise<void> {
  const { server, archive, standIn, account, limitMs, delaySeconds, mcp, restart, withFlow, start } = context;
  const auth = `{{connections['${account}']}}`;
  const { id: transcribe } = findEntry('transcribe')!;
  const step = (input: object = {}, more: Partial<Action> = {}): Action => ({
    name: transcribe,
    input: { auth, audio_url: AUDIO, ...input },
    ...more,
  });
  const fileOf = (...actions: (Action | Loop)[]): FlowFile =>
    flowOf(archive, 'flow', { name: 'transcript_ready', input: { auth } }, ...actions);
  const submissions = (): number =>
    standIn.requests().filter(({ method, path }) => method === 'POST' && path === '/v2/transcript').length;

  await row('Loop, one transcript for each item', async () => {
    const list: Action = { name: 'list_transcripts', input: { auth, limit: LOOPS } };
    const loop: Loop = { items: "{{step_1['transcripts']}}", actions: [step()] };
    return withFlow(fileOf(list, loop), async (flow) => {
      const before = submissions();
      await start(flow);
      const { run, states } = await endOfRun(server, flow, limitMs);
      const count = submissions() - before;
      if (run.status !== 'SUCCEEDED' || count !== LOOPS)
        throw new Error(`${count} submissions: ${JSON.stringify(run)}`);
      return `${states.join(' → ')}; ${count} submissions`;
    });
  });

  await row("Agent, the tool gives the transcript's text", async () => {
    if (mcp === undefined) throw new Skipped("Set AP_MCP_URL and AP_MCP_TOKEN to the project's MCP server.");
    const tool = { pieceName: archive.name, actionName: transcribe, connectionExternalId: account };
    const call = (): Promise<string> =>
      runTool(server, mcp, { ...tool, input: { audio_url: AUDIO, wait_until_ready: true } });
    const texts = await Promise.all([call(), call()]);
    const finished = texts.filter((text) => /"status":\s*"completed"/.test(text) && text.includes('wildfires'));
    if (finished.length !== texts.length) throw new Error(texts.join('\n').slice(0, 500));
    return `${finished.length} calls at once, each with its text`;
  });

  await row('Retry, the run continues with its transcript', async () =>
    withFlow(fileOf(step()), async (flow) => {
      const before = submissions();
      await start(flow);
      await until(() => Promise.resolve(submissions() > before ? true : undefined), limitMs);
      standIn.control.add({ match: { method: 'GET' }, fault: '401', times: 1_000 });
      const failed = await endOfRun(server, flow, limitMs).finally(() => standIn.control.clear());
      if (failed.run.status !== 'FAILED') throw new Error(JSON.stringify(failed.run));
      await retryRun(server, failed.run.id);
      await until(async () => ((await newestRun(server, flow))?.status === 'FAILED' ? undefined : true), limitMs);
      const { run, states } = await endOfRun(server, flow, limitMs);
      const id = outputOf(run, 'step_1')['id'];
      if (!JSON.stringify(failed.run.steps).includes(String(id))) throw new Error(`Another transcript: ${String(id)}`);
      return `${failed.states.join(' → ')}, then ${states.join(' → ')}; ${submissions() - before} submission`;
    }),
  );

  await row('Restart, the paused run continues', async () => {
    if (restart === undefined) throw new Skipped('Set AP_RESTART to the command that restarts the server.');
    return withFlow(fileOf(step()), async (flow) => {
      const before = submissions();
      await start(flow);
      await until(async () => ((await newestRun(server, flow))?.status === 'PAUSED' ? true : undefined), limitMs);
      await restart();
      const { run } = await endOfRun(server, flow, limitMs);
      const { status } = outputOf(run, 'step_1');
      if (status !== 'completed') throw new Error(JSON.stringify(run));
      return `Status: completed; ${submissions() - before} submission`;
    });
  });

  for (const [name, first, fault] of [
    ['Leftover, an instant transcript and then a Delay', step(), 'slow'],
    [
      'Leftover, a refused submission, Continue on Failure, and then a Delay',
      step({}, { continueOnFailure: true }),
      '401',
    ],
  ] as const) {
    await row(name, async () => {
      const version = await installedPiece(server, DELAY_PIECE);
      if (version === undefined) throw new Skipped(`Install ${DELAY_PIECE} on the server.`);
      const delay: Action = {
        name: 'delayFor',
        piece: { name: DELAY_PIECE, version },
        input: { unit: 'seconds', delayFor: delaySeconds },
      };
      return withFlow(fileOf(first, delay), async (flow) => {
        standIn.control.add({ match: { method: 'POST', path: '/v2/transcript' }, fault });
        const startedAt = performance.now();
        await start(flow);
        const { run, states } = await endOfRun(server, flow, limitMs + delaySeconds * 1_000);
        const seconds = (performance.now() - startedAt) / 1_000;
        if (run.status !== 'SUCCEEDED') throw new Error(JSON.stringify(run));
        if (seconds < delaySeconds) throw new Error(`The run ended after ${seconds.toFixed(1)} s.`);
        return `${states.join(' → ')} in ${seconds.toFixed(1)} s, of which ${delaySeconds} s were the Delay`;
      });
    });
  }
}

/** @throws Error if the step has no output */
function outputOf({ steps = {} }: FlowRun, name: string): Readonly<Record<string, unknown>> {
  const { output } = steps[name] ?? {};
  if (typeof output !== 'object' || output === null) throw new Error(JSON.stringify(steps));
  return output as Readonly<Record<string, unknown>>;
}
