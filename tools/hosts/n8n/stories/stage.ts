import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type CallBridge, startCallBridge } from '@aai-connectors/core/node';
import { type RunningHttpMcp, serveHttp } from '@aai-connectors/core/mcp';
import { recordingPath, type StandIn, type StandInOptions, startStandIn } from '@aai-connectors/stand-in';
import { pulseListener } from '@aai-connectors/stand-in/live';
import { type Credential, importCredentials, importWorkflows, type Workflow } from '../real/commands.ts';
import { accountsAt } from './accounts.ts';
import { type Bystander, startBystander } from './bystander.ts';
import { type Host, type HostOptions, prepareHost } from '../real/host.ts';
import { login, publishNow, type Session } from '../real/rest.ts';
import { type TimedListener, timedListener } from './timed-listener.ts';

const ROOT = new URL('../../../../', import.meta.url).pathname;

/** What n8n talks to. */
export interface World {
  readonly standIn: StandIn;
  readonly bystander: Bystander;
  /** Recognizes pulses of sound at almost no cost, for many sessions. */
  readonly busy: StandIn;
  /** What {@link busy} heard when. */
  readonly busyListener: TimedListener;
  readonly bridge: CallBridge;
  /** Our MCP server, which needs {@link MCP_TOKEN}. */
  readonly mcp: RunningHttpMcp;
}

/** A real n8n with our package as it is published, and the services it talks to. */
export interface Stage extends World {
  readonly host: Host;
  readonly credential: Credential;
  session(): Promise<Session>;
  close(): Promise<void>;
}

export interface StageOptions extends Pick<HostOptions, 'mode' | 'workers'> {
  readonly workflows: (world: World) => readonly Workflow[];
  /** How long a job takes at the service, ms. */
  readonly jobMs: number;
  /** Whether the workflows run, or only lie in the editor. @default true */
  readonly publish?: boolean;
  readonly standIn?: Pick<StandInOptions, 'engines'>;
}

export async function openStage({
  workflows: workflowsFor,
  jobMs,
  publish = true,
  standIn: settings = {},
  ...options
}: StageOptions): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'n8n-pack-'));
  const closing: (() => Promise<void>)[] = [async () => rmSync(folder, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (const end of closing.reverse()) await end();
  };
  try {
    const tarball = pack(folder);
    const standIn = await startStandIn({
      ...settings,
      timing: { queuedMs: 50, processingMs: jobMs, slowMs: 2 * jobMs },
      seed: [OLD],
    });
    closing.push(() => standIn.close());
    const recording = readFileSync(recordingPath('dialogue.wav'));
    const bystander = await startBystander({ episode: standIn.audio['jfk']!, recording });
    closing.push(() => bystander.close());
    const busyListener = timedListener(pulseListener, () => Date.now());
    const busy = await startStandIn({ streaming: { listener: busyListener } });
    closing.push(() => busy.close());
    const bridge = await startCallBridge();
    closing.push(() => bridge.close());
    const client = createClient({ apiKey: standIn.keys[0]!, hosts: standIn.hosts });
    const mcp = await serveHttp({ client, apiKey: standIn.keys[0]! }, { token: MCP_TOKEN });
    closing.push(() => mcp.close());
    const world: World = { standIn, bystander, busy, busyListener, bridge, mcp };
    // Stories may share a workflow.
    const workflows = [...new Map(workflowsFor(world).map((one) => [one.id, one])).values()];
    const credential = credentialFor(standIn);
    const host = await prepareHost({ ...options, tarballs: [tarball], env: bystander.env });
    closing.push(() => host.stop());
    const others = [{ ...credentialFor(busy), ...BUSY_ACCOUNT }, MCP_ACCOUNT];
    await importCredentials(host, [credential, ...others, ...accountsAt(bystander.url)]);
    await importWorkflows(host, workflows);
    await host.start();
    let session: Promise<Session> | undefined;
    const loggedIn = (): Promise<Session> => (session ??= login(host));
    for (const { id } of publish ? workflows : []) await publishNow(await loggedIn(), id);
    return { ...world, host, credential, close, session: loggedIn };
  } catch (error) {
    await close();
    throw error;
  }
}

const MCP_TOKEN = 'a-token-of-the-stories';

/** The account of the stand-in for many sessions. */
export const BUSY_ACCOUNT = { id: 'credentialOfBusy', name: 'Busy AssemblyAI account' };

/** The token of the MCP server, as n8n keeps it. */
export const MCP_ACCOUNT: Credential = {
  id: 'credentialOfMcp1',
  name: 'MCP server',
  type: 'httpBearerAuth',
  data: { token: MCP_TOKEN },
};

const DAY_MS = 86_400_000;

/** A transcript of another time, for what looks at ages. */
const OLD = {
  audio_url: 'https://example.com/old.mp3',
  text: 'This is long ago.',
  created: new Date(Date.now() - 60 * DAY_MS).toISOString(),
};

/** Packs the package with `npm pack`, from the existing build. */
function pack(folder: string): string {
  const output = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: join(ROOT, 'packages/n8n-node'),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [packed] = Object.values(JSON.parse(output) as Record<string, { readonly filename: string }>);
  return join(folder, packed!.filename);
}

export const credentialFor = (standIn: StandIn, apiKey = standIn.keys[0]!): Credential => ({
  id: 'credentialOfTest',
  name: 'AssemblyAI account',
  type: 'assemblyAiApi',
  data: { apiKey, region: 'us', baseUrl: standIn.url },
});
