import '../zapier-memory.ts';
import { loadPiece, packPiece, startSurroundings } from '@aai-connectors/host-activepieces/emulator';
import { startEngine } from '@aai-connectors/host-n8n/emulator';
import { builtApp, startPlatform } from '@aai-connectors/host-zapier/emulator';
import type { StandIn } from '@aai-connectors/stand-in';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quietly } from '../quiet.ts';
import { type Delivery, HEADER } from './deliveries.ts';

/** A host's trigger, called as the host calls it. Rejects where the host would show a failed run. */
export interface TriggerDoor {
  /** @returns how many workflows start */
  call(delivery: Delivery, secret: string): Promise<number>;
  close(): Promise<void>;
}

/** n8n's webhook trigger, with what the server gives it for a call. */
export async function n8nTrigger(standIn: StandIn): Promise<TriggerDoor> {
  const credential = { apiKey: standIn.keys[0]!, region: 'us', baseUrl: standIn.url };
  const engine = await startEngine({
    packageFolder: new URL('../../../packages/n8n-node/', import.meta.url).pathname,
    credentialType: 'assemblyAiApi',
    credential,
  });
  const node = engine.types['assemblyAiTrigger']!;
  const memory: Record<string, unknown> = {};
  return {
    async call({ body, headers, query }, given) {
      // Every trigger of n8n has a secret.
      const secret = given === '' ? '0'.repeat(32) : given;
      let status = 200;
      const response = {
        status: (code: number) => {
          status = code;
          return response;
        },
        json: () => response,
        send: () => response,
        end: () => response,
        setHeader: () => response,
      };
      const host = {
        getNodeParameter: (_: string, fallback?: unknown) => fallback,
        getWorkflowStaticData: () => memory,
        getNode: () => ({ id: 'n', name: 'AssemblyAI Trigger', parameters: {} }),
        getWorkflow: () => ({ id: 'w', name: 'w', active: true }),
        getMode: () => 'webhook',
        getTimezone: () => 'UTC',
        getBodyData: () => body,
        getHeaderData: () => headers,
        getQueryData: () => query,
        getRequestObject: () => ({ body, headers, query }),
        getResponseObject: () => response,
        getCredentials: () => Promise.resolve({ ...credential, webhookSecret: secret }),
        logger: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
        helpers: {
          async httpRequestWithAuthentication(
            _: string,
            options: { readonly method: string; readonly url: string; readonly headers: Record<string, string> },
          ) {
            const { method, url } = options;
            const answer = await fetch(url, {
              method,
              headers: { ...options.headers, authorization: credential.apiKey },
            });
            return {
              statusCode: answer.status,
              headers: Object.fromEntries(answer.headers),
              body: await answer.text(),
            };
          },
        },
      };
      const answer = await node.webhook!.call(host as unknown as ThisParameterType<NonNullable<typeof node.webhook>>);
      if (status === 401 && headers[HEADER] !== secret) return 0;
      if (status >= 400 && status !== 503) throw new Error(`answered ${status}, which ends the deliveries`);
      return answer.workflowData?.flat().length ?? 0;
    },
    close: () => Promise.resolve(),
  };
}

/** The webhook trigger of the packed piece. */
export async function activepiecesTrigger(standIn: StandIn): Promise<TriggerDoor> {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-trigger-'));
  const piece = loadPiece(packPiece(folder).file, join(folder, 'empty'));
  const host = await startSurroundings({ api_key: standIn.keys[0]!, region: 'us', base_url: standIn.url });
  const trigger = piece.triggers()['transcript_ready']!;
  return {
    async call({ body, headers, query }, secret) {
      const context = host.trigger({ secret }, { body, headers, queryParams: query });
      return ((await trigger.run(context)) as readonly unknown[]).length;
    },
    async close() {
      await host.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Levels of nesting from which the platform cannot serialize its own event as JSON. */
const DEEPEST_EVENT = 1_000;

function isTooDeep(body: unknown): boolean {
  let value: unknown = body;
  for (let level = 0; level < DEEPEST_EVENT; level++) value = Object.values(Object(value) as object)[0];
  return value !== undefined;
}

/** Zapier has no webhook trigger: what can be called is a step that waits. It may go on only with its own transcript. */
export async function zapierResume(
  standIn: StandIn,
): Promise<{ resume(id: string, delivery: Delivery): Promise<unknown>; close(): Promise<void> }> {
  const platform = await startPlatform(await builtApp(), standIn);
  const print = quietly();
  return {
    async resume(id, { body: sent, headers }) {
      const body = isTooDeep(sent) ? undefined : sent;
      const content = typeof body === 'string' ? body : (JSON.stringify(body) ?? '');
      const prefixed = Object.fromEntries(Object.entries(headers).map(([name, value]) => [`Http-${name}`, value]));
      const { results } = await platform.run('creates.transcribe.operation.performResume', {
        inputData: { audio_url: 'https://assembly.ai/wildfires.mp3' },
        outputData: { id },
        cleanedRequest: body,
        rawRequest: { method: 'POST', headers: prefixed, content },
      });
      return (results as { readonly id?: unknown }).id;
    },
    async close() {
      await platform.close();
      await print();
    },
  };
}
