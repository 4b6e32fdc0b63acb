import type { Region, RegionOptions, RestClient } from '@aai-connectors/core/rest';
import type { StandIn } from '@aai-connectors/stand-in';
import type { Arguments } from './arguments.ts';

/** Who transcribes. */
export interface Service {
  readonly apiKey: string;
  readonly region: Region;
  readonly hosts: RegionOptions['hosts'];
  /** For people. */
  readonly name: string;
  /** What gave a transcript its words, for people. */
  readonly engineOf: (transcript: {
    readonly id: string;
    readonly speech_model_used?: string | null | undefined;
    readonly speech_model?: string | null | undefined;
  }) => string;
  /** For people. */
  readonly liveEngine: string;
  /** Why a live transcription may hold no words. */
  readonly noWords: string;
  /** Whether jobs end with this program. */
  readonly isTemporary: boolean;
  close(): Promise<void>;
}

type Environment = Readonly<Record<string, string | undefined>>;

const hasKey = (env: Environment): boolean => (env['ASSEMBLYAI_API_KEY'] ?? '').trim() !== '';

/** Whether another program does the work, which checks keys. Otherwise it is a stand-in of our own. */
export const isRemote = ({ host, standIn }: Arguments, env: Environment): boolean =>
  host !== undefined || (hasKey(env) && !standIn);

/** The real API, the service at `--host`, or a stand-in of our own. */
export async function openService(
  { host, region, standIn }: Arguments,
  { env, slackMs }: { readonly env: Environment; readonly slackMs?: number | undefined },
): Promise<Service> {
  const isReal = hasKey(env) && !standIn;
  const apiKey = isReal ? env['ASSEMBLYAI_API_KEY']!.trim() : await standInKey();
  if (host !== undefined) {
    const { hostsBehind } = await import('@aai-connectors/core/rest');
    return {
      ...remote,
      apiKey,
      region,
      hosts: hostsBehind(host),
      name: host,
      engineOf: (transcript) => `${modelOf(transcript)} at ${host}`,
      liveEngine: host,
    };
  }
  if (isReal) {
    const { REGIONS } = await import('@aai-connectors/core/rest');
    return {
      ...remote,
      apiKey,
      region,
      hosts: undefined,
      name: `AssemblyAI (${REGIONS[region].api})`,
      engineOf: (transcript) => `AssemblyAI, ${modelOf(transcript)}`,
      liveEngine: 'AssemblyAI streaming',
    };
  }
  // It takes as long to load as everything else.
  const { startStandIn } = await import('@aai-connectors/stand-in');
  const started = await startStandIn({ region, keys: [apiKey], streaming: { paceSlackMs: slackMs } });
  return {
    apiKey,
    region,
    hosts: started.hosts,
    name: `the stand-in (${started.url})`,
    engineOf: ({ id }) => engineIn(started, id),
    liveEngine: 'soundswallower, in the stand-in: decodes what it hears, within the sentences of its recordings',
    noWords:
      'The stand-in recognizes only the sentences of its own recordings, and nothing in this audio fits one of them.',
    isTemporary: true,
    close: () => started.close(),
  };
}

/**
 * Ends before an upload that a wrong key would waste. Any other failure is left to the upload, which repeats what can be
 * repeated.
 *
 * @throws AuthenticationError
 */
export async function checkKey({ apiKey, region, hosts }: Service, signal: AbortSignal): Promise<void> {
  const { createRestClient, isAssemblyAIError } = await import('@aai-connectors/core/rest');
  const { transcripts }: RestClient = createRestClient({ apiKey, region, hosts });
  try {
    await transcripts.list({ limit: 1 }, { signal, attempts: 1, timeoutMs: 10_000 });
  } catch (error) {
    if (isAssemblyAIError(error) && error.code === 'authentication') throw error;
  }
}

const remote = {
  noWords: 'The service found no speech in this audio that it could recognize.',
  isTemporary: false,
  close: () => Promise.resolve(),
} as const;

const standInKey = async (): Promise<string> => (await import('@aai-connectors/stand-in/options')).DEFAULT_KEY;

const modelOf: (transcript: Parameters<Service['engineOf']>[0]) => string = ({ speech_model_used, speech_model }) =>
  speech_model_used ?? speech_model ?? 'default model';

/** What the stand-in's engines are, so that nobody takes their words for free recognition. */
const ENGINES: Readonly<Record<string, string>> = {
  soundswallower: 'soundswallower, in the stand-in: the known script of this recording, aligned to its sound',
  replay: 'replay, in the stand-in: a recorded answer of the real API',
};

function engineIn(standIn: StandIn, id: string): string {
  const engine = standIn.engineOf(id) ?? 'unknown';
  return ENGINES[engine] ?? `${engine}, in the stand-in`;
}
