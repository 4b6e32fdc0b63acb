import type { Region, RegionOptions, RestClient } from '@aai-connectors/core/rest';
import type { StandIn } from '@aai-connectors/stand-in';
import type { Arguments } from './arguments.ts';

/** The service that transcribes. */
export interface Service {
  readonly apiKey: string;
  readonly region: Region;
  readonly hosts: RegionOptions['hosts'];
  /** Display name. */
  readonly name: string;
  /** Display name of the engine that made a transcript. */
  readonly engineOf: (transcript: {
    readonly id: string;
    readonly speech_model_used?: string | null | undefined;
    readonly speech_model?: string | null | undefined;
  }) => string;
  /** Display name of the engine for live transcription. */
  readonly liveEngine: string;
  /** What to print if a live transcription has no words. */
  readonly noWords: string;
  /** Whether jobs end with this program. */
  readonly isTemporary: boolean;
  close(): Promise<void>;
}

type Environment = Readonly<Record<string, string | undefined>>;

const hasKey = (env: Environment): boolean => (env['ASSEMBLYAI_API_KEY'] ?? '').trim() !== '';

/** Whether a remote service transcribes, which checks the key. Otherwise this program starts a stand-in. */
export const isRemote = ({ host, standIn }: Arguments, env: Environment): boolean =>
  host !== undefined || (hasKey(env) && !standIn);

/** Opens AssemblyAI, the service at `--host`, or a stand-in inside this program. */
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
  // The stand-in takes as long to load as everything else together.
  const { startStandIn } = await import('@aai-connectors/stand-in');
  const started = await startStandIn({ region, keys: [apiKey], streaming: { paceSlackMs: slackMs } });
  return {
    apiKey,
    region,
    hosts: started.hosts,
    name: `the built-in stand-in (${started.url})`,
    engineOf: ({ id }) => engineIn(started, id),
    liveEngine: 'soundswallower, in the stand-in: recognizes sentences of the bundled recordings',
    noWords: 'The stand-in recognizes only the sentences of the bundled recordings, and found none in this audio.',
    isTemporary: true,
    close: () => started.close(),
  };
}

/**
 * Detects a wrong key before the upload. Ignores other failures: the upload retries or reports them.
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
  noWords: 'The service recognized no speech in this audio.',
  isTemporary: false,
  close: () => Promise.resolve(),
} as const;

const standInKey = async (): Promise<string> => (await import('@aai-connectors/stand-in/options')).DEFAULT_KEY;

const modelOf: (transcript: Parameters<Service['engineOf']>[0]) => string = ({ speech_model_used, speech_model }) =>
  speech_model_used ?? speech_model ?? 'default model';

/** Descriptions that make clear that the stand-in's engines do not recognize arbitrary speech. */
const ENGINES: Readonly<Record<string, string>> = {
  soundswallower: 'soundswallower, in the stand-in: aligns the known script of this recording to the audio',
  replay: 'replay, in the stand-in: returns a recorded response of AssemblyAI',
};

function engineIn(standIn: StandIn, id: string): string {
  const engine = standIn.engineOf(id) ?? 'unknown';
  return ENGINES[engine] ?? `${engine}, in the stand-in`;
}
