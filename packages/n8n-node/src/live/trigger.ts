import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { connect } from '../client.ts';
import { problemOf } from '../errors.ts';
import { checkStreamingParams, type Connect, connectLive, redact } from '../core.ts';
import { liveIo } from './io.ts';
import { itemOf, type ItemKind } from './items.ts';
import { settingsOf } from './settings.ts';
import { type SourceParts, SOURCES } from './sources.ts';

/** Seconds for which the token of the check is valid. */
const TOKEN_SECONDS = 60;

/**
 * Transcribes a live source until the workflow is deactivated. Each finished turn starts an execution, in their order. The
 * core's sessions reconnect; sources are connected again by themselves. A test run ends with the first item.
 *
 * @throws NodeOperationError, NodeApiError for invalid parameters, or if the credential is refused
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
    const open: Connect = (params, options) =>
      connectLive(
        {
          host: client.hosts.streaming,
          io: liveIo,
          // n8n's own authentication evaluates expressions, for which it holds nothing once a trigger is active.
          credentials: { apiKey },
          checkParams: (given) => void checkStreamingParams(given, { manner: 'form' }),
        },
        params,
        options,
      );
    // Reports a wrong credential when the workflow is activated, rather than with the first audio.
    await client.streaming.createToken({ expires_in_seconds: TOKEN_SECONDS });
    const parts: SourceParts = {
      ...{ host, settings, connect: open, signal: stop.signal },
      emit(kind: ItemKind, data) {
        if (settings.emits.has(kind)) host.emit([[itemOf(data, secrets)]]);
      },
      log: (message) => host.logger.warn(`AssemblyAI Live Trigger: ${redact(message, secrets)}`),
    };
    const start = (): void => {
      running = SOURCES[settings.source](parts).catch((thrown: unknown) => {
        host.emitError(problemOf(host.getNode(), thrown, { secrets }));
      });
    };
    const closeFunction = async (): Promise<void> => {
      stop.abort();
      await running;
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
