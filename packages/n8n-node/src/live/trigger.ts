import {
  type IN8nHttpFullResponse,
  type ITriggerFunctions,
  type ITriggerResponse,
  NodeOperationError,
} from 'n8n-workflow';
import { connect } from '../client.ts';
import { problemOf } from '../errors.ts';
import { checkStreamingParams, type Connect, connectLive, redact } from '../core.ts';
import { createEmitter } from './emitter.ts';
import { openStream, wordsOf } from './http.ts';
import { liveIo } from './io.ts';
import type { SourceParts } from './parts.ts';
import { assertReachable, unreachable } from './reach.ts';
import { type LiveSettings, settingsOf } from './settings.ts';
import { SOURCES } from './sources.ts';

/** Seconds for which the token of the check is valid. */
const TOKEN_SECONDS = 60;

/** Milliseconds that a trigger waits for its last executions. n8n stops after 30 seconds. */
const DRAIN_MS = 5_000;

/**
 * Transcribes a live source until the workflow is deactivated. Each finished turn starts an execution, in their order. The
 * core's sessions reconnect; sources are connected again by themselves. A test run ends with the first item.
 *
 * @throws NodeOperationError, NodeApiError for invalid parameters, or if the credential is refused; if a person activates
 *   the workflow, also if the source cannot be reached
 */
export async function startLive(host: ITriggerFunctions): Promise<ITriggerResponse> {
  let secrets: readonly string[] = [];
  const stop = new AbortController();
  let running: Promise<void> = Promise.resolve();
  try {
    const connection = await connect(host);
    ({ secrets } = connection);
    const { client, apiKey } = connection;
    const settings = settingsOf(host, client.region);
    const hidden = (secrets = [...secrets, ...settings.secrets]);
    const open: Connect = (params, options) =>
      connectLive(
        {
          host: client.hosts.streaming,
          io: liveIo,
          // n8n's own authentication evaluates expressions, for which it holds nothing once a trigger is active.
          credentials: { apiKey },
          // Node's WebSocket sends no pings, so the service sends heartbeats instead.
          defaults: { session_heartbeat: true },
          checkParams: (given) => void checkStreamingParams(given, { manner: 'form' }),
        },
        params,
        options,
      );
    // Reports a wrong credential when the workflow is activated, rather than with the first audio.
    await client.streaming.createToken({ expires_in_seconds: TOKEN_SECONDS });
    const { drained, ...emitting } = createEmitter(host, settings.emits, { secrets: connection.secrets, hidden });
    const parts: SourceParts = {
      ...{ host, settings, connect: open, signal: stop.signal },
      opened: await checkSource(host, settings, stop.signal),
      ...emitting,
      log: (message) => host.logger.warn(`AssemblyAI Live Trigger: ${redact(message, hidden)}`),
      reportOutage: (why) =>
        host.saveFailedExecution(
          problemOf(host.getNode(), unreachable(host, settings.source, why), { secrets: hidden }),
        ),
    };
    const start = (): void => {
      running = SOURCES[settings.source](parts).catch((thrown: unknown) => {
        host.emitError(problemOf(host.getNode(), thrown, { secrets: hidden }));
      });
    };
    const closeFunction = async (): Promise<void> => {
      stop.abort();
      await running;
      if (host.getMode() !== 'manual') await drained(DRAIN_MS);
    };
    if (host.getMode() !== 'manual') {
      start();
      return { closeFunction };
    }
    return { closeFunction, manualTriggerFunction: () => Promise.resolve(start()) };
  } catch (thrown) {
    stop.abort();
    throw problemOf(host.getNode(), thrown, { secrets });
  }
}

/**
 * Opens or checks the source while a person activates the workflow, and so sees the error. When n8n starts, or another
 * process takes over, the source may come later.
 */
async function checkSource(
  host: ITriggerFunctions,
  { source, address }: LiveSettings,
  signal: AbortSignal,
): Promise<IN8nHttpFullResponse | undefined> {
  if (['init', 'leadershipChange'].includes(host.getActivationMode())) return undefined;
  if (source !== 'http') {
    await assertReachable(host, source, address);
    return undefined;
  }
  return openStream(host, address, signal).catch((failure: unknown) => {
    throw failure instanceof NodeOperationError ? failure : unreachable(host, source, wordsOf(failure));
  });
}
