import { setInterval as setRealInterval, clearInterval as clearRealInterval } from 'node:timers';
import { setTimeout as wait } from 'node:timers/promises';
import {
  type ApiRequest,
  type ApiResponse,
  type Client,
  createClient,
  type Hooks,
  isAssemblyAIError,
} from '@aai-connectors/core';
import { fetchIo } from '@aai-connectors/core/web';
import {
  FAULT_HEADER,
  isVirtual,
  type LoggedRequest,
  type StandIn,
  startStandIn,
  type VirtualClock,
} from '@aai-connectors/stand-in';
import { type HandleWatch, watchHandles } from './handles.ts';
import type { Mishap } from './mishaps.ts';

/** Real milliseconds after which a request counts as unanswered. The stand-in answers within a few. */
const PATIENCE_MS = 250;

/** The same for a request that is known not to be answered in time: long enough for the service to carry it out. */
const SHORT_PATIENCE_MS = 60;

/** Faults under which an answer never comes, or not within any patience. */
const UNANSWERED: ReadonlySet<string> = new Set(['hang', 'drip']);

/** Bounds of an answer: large enough for every honest one here, and soon reached by one that does not end. */
const LIMITS = { responseBytes: 1024 * 1024, downloadBytes: 2 * 1024 * 1024 };

/** A client that meets a fault, and what it did. */
export interface StruckClient {
  readonly client: Client;
  readonly requests: () => number;
  /** Fires when the fault is that the caller gives up. */
  readonly signal: AbortSignal;
  /** Everything that its hooks were called with. */
  readonly records: readonly unknown[];
}

export interface Strike {
  /** A fault of the service, by its name, or a mishap on the way. */
  readonly fault: string | Mishap;
  /** How many of the requests that it can strike it does strike. */
  readonly times: number;
  /** Which requests may be struck. @default all */
  readonly only?: ((request: ApiRequest) => boolean) | undefined;
  /** The transcript that the operation is about, if nothing else needs it. */
  readonly own?: string | undefined;
}

/** A stand-in whose time stands still but for what the client sleeps, and clients that meet faults on it. */
export interface Stage {
  readonly standIn: StandIn;
  readonly handles: HandleWatch;
  /** A client that is struck as described, or by nothing. */
  client(strike?: Strike): StruckClient;
  /** The id of a finished transcript that has everything an operation can ask for. */
  readonly finishedId: string;
  /** The ID of a separate LeMUR request that may be read and purged. */
  lemurRequest(): Promise<string>;
  /** A separate finished transcript that may be deleted. */
  expendable(): Promise<string>;
  /** IDs of the jobs of other callers so far. */
  readonly strangers: ReadonlySet<string>;
  close(): Promise<void>;
}

/** A recording whose words the stand-in knows from a fixture. There is no sound to it. */
export const KNOWN_AUDIO = 'https://assembly.ai/wildfires.mp3';

export async function setStage(): Promise<Stage> {
  const standIn = await startStandIn({ clock: 'manual', timing: { slowMs: 20, dripMs: 50 } });
  const handles = watchHandles(Number(new URL(standIn.url).port));
  const clock = movable(standIn);
  const web = fetchIo();
  const strangers = new Set<string>();

  /** Resolves when the service has logged one more request than `before`, and has read its body. */
  async function arrived(before: number): Promise<void> {
    const log = (): readonly LoggedRequest[] => standIn.requests();
    for (let waitedMs = 0; waitedMs < PATIENCE_MS && log().length <= before; waitedMs++) await wait(1);
    await wait(5);
  }

  const clientWith: Stage['client'] = (strike) => {
    const controller = new AbortController();
    const records: unknown[] = [];
    const note = (event: unknown): void => void records.push(event);
    const hooks: Hooks = { onRequest: note, onResponse: note, onFailure: note, onRetry: note };
    let sent = 0;
    let struck = 0;

    async function forward(
      request: ApiRequest,
      signal: AbortSignal | undefined,
      fault?: string,
      isHeld = false,
    ): Promise<ApiResponse> {
      const headers = fault === undefined ? request.headers : { ...request.headers, [FAULT_HEADER]: fault };
      const timeoutMs = UNANSWERED.has(fault ?? '') ? SHORT_PATIENCE_MS : PATIENCE_MS;
      // What the stand-in does in its own time happens while the answer is waited for.
      const ticking = isHeld ? undefined : setRealInterval(() => void clock.advance(20, { settle: 'events' }), 5);
      try {
        return await web.send({ ...request, headers, timeoutMs }, signal);
      } catch (error) {
        if (isAssemblyAIError(error) && error.code === 'timeout')
          await clock.advance(request.timeoutMs, { settle: 'events' });
        throw error;
      } finally {
        clearRealInterval(ticking);
      }
    }

    function play(mishap: Mishap, request: ApiRequest, signal: AbortSignal | undefined): Promise<ApiResponse> {
      const before = standIn.requests().length;
      return mishap.play({
        request,
        forward: (fault) => forward(request, signal, fault, fault !== undefined),
        abort: () => controller.abort(),
        arrived: () => arrived(before),
        async intrude(audio_url) {
          const { id } = await plain.client.transcripts.submit({ audio_url, language_code: 'de', punctuate: false });
          strangers.add(id);
        },
        async remove() {
          if (strike?.own !== undefined) await plain.client.transcripts.delete(strike.own);
        },
      });
    }

    // Bounds may be given to a client that does not know them yet.
    const options: Parameters<typeof createClient>[0] & { readonly limits: typeof LIMITS } = {
      apiKey: standIn.keys[0],
      hosts: standIn.hosts,
      hooks,
      limits: LIMITS,
      io: {
        async send(request, signal) {
          sent++;
          const { fault, times = 0 } = strike ?? {};
          const mayStrike =
            fault !== undefined &&
            struck < times &&
            !controller.signal.aborted &&
            strike?.only?.(request) !== false &&
            (typeof fault === 'string' || fault.strikes(request));
          if (!mayStrike) return forward(request, signal);
          struck++;
          return typeof fault === 'string' ? forward(request, signal, fault) : play(fault, request, signal);
        },
        sleep: (ms) => clock.advance(ms),
        now: () => clock.now(),
        random: () => 0.5,
      },
    };
    return { client: createClient(options), requests: () => sent, signal: controller.signal, records };
  };

  const plain = clientWith();
  const { client } = plain;
  const expendable = async (): Promise<string> => (await client.transcribe(KNOWN_AUDIO, { speaker_labels: true })).id;
  const { id: finishedId } = await client.transcribe(standIn.audio['dialogue']!, {
    speaker_labels: true,
    redact_pii: true,
    redact_pii_audio: true,
    redact_pii_policies: ['date'],
  });
  await clock.advance(1_000);
  const lemurRequest = async (): Promise<string> =>
    (await client.lemur.task({ transcript_ids: [finishedId], prompt: 'Summarise.' })).request_id;

  return {
    standIn,
    handles,
    finishedId,
    lemurRequest,
    client: clientWith,
    expendable,
    strangers,
    async close() {
      handles.close();
      await standIn.close();
    },
  };
}

function movable({ clock }: StandIn): VirtualClock {
  if (!isVirtual(clock)) throw new Error('The stage needs a clock that can be moved.');
  return clock;
}
