import { type Callback, canCall, type Client, createWebhook, receiveWebhook } from '../core.ts';
import type { WaitingContext } from '../context.ts';
import type { Remembered } from './memory.ts';

/** A pause that the service ends, with a secret for this job alone. */
export interface ResumeCallback {
  readonly callback: Callback;
  readonly expected: NonNullable<Remembered['call']>;
  pause(): void;
}

/**
 * A pause that the service can end; none where it could not reach this server, or where the step cannot pause, as an
 * agent's tool.
 */
export async function callbackFor(
  { run, server }: WaitingContext,
  client: Client,
): Promise<ResumeCallback | undefined> {
  // Asked before anything is made: a step has one waitpoint, and one that nobody can call would be in the way.
  if (!canCall(client.hosts.api, server.publicUrl)) return undefined;
  const waitpoint = await run.createWaitpoint({ type: 'WEBHOOK' }).catch(() => undefined);
  if (waitpoint === undefined) return undefined;
  const { url, headerName, headerValue, ref } = createWebhook({ url: waitpoint.buildResumeUrl({ queryParams: {} }) });
  return {
    // The waitpoint is this step's, and the reference in the address is new.
    callback: { url, headerName, headerValue, isUnique: true },
    expected: { headerName, secret: headerValue, ref },
    pause: () => run.waitForWaitpoint(waitpoint.id),
  };
}

/** What the host passes on of the call that ended a pause; nothing where its time was up. */
export type ResumePayload =
  | {
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
      readonly queryParams?: Readonly<Record<string, string>>;
    }
  | null
  | undefined;

/** What is wrong with a call, in one sentence; `undefined` for the call that the step waited for. */
export function remarkOn(payload: NonNullable<ResumePayload>, { call, transcriptId }: Remembered): string | undefined {
  if (call === undefined) return 'No call was expected.';
  const { headerName, secret, ref } = call;
  const verdict = receiveWebhook({
    body: payload.body,
    headers: payload.headers ?? {},
    query: payload.queryParams ?? {},
    expected: { headerName, secret, transcriptId, ...(ref !== undefined && { ref }) },
  });
  return verdict.accepted ? undefined : verdict.message;
}
