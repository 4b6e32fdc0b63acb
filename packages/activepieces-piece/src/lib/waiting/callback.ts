import { type Callback, canCall, type Client, createWebhook, receiveWebhook } from '../core.ts';
import type { WaitingContext } from '../context.ts';
import type { StoredJob } from './memory.ts';

/** A pause that the service's webhook ends, with a secret for this job only. */
export interface ResumeCallback {
  readonly callback: Callback;
  readonly expected: NonNullable<StoredJob['call']>;
  pause(): void;
}

/**
 * Creates a waitpoint for the service's webhook.
 *
 * @returns `undefined` if the service cannot reach this server, or if the step cannot pause, such as an agent's tool
 */
export async function callbackFor(
  { run, server }: WaitingContext,
  client: Client,
): Promise<ResumeCallback | undefined> {
  // Checked first: a step has one waitpoint, so one that nobody can call would block the next.
  if (!canCall(client.hosts.api, server.publicUrl)) return undefined;
  const waitpoint = await run.createWaitpoint({ type: 'WEBHOOK' }).catch(() => undefined);
  if (waitpoint === undefined) return undefined;
  const { url, headerName, headerValue, ref } = createWebhook({ url: waitpoint.buildResumeUrl({ queryParams: {} }) });
  return {
    // The waitpoint belongs to this step, and the reference in the URL is new.
    callback: { url, headerName, headerValue, isUnique: true },
    expected: { headerName, secret: headerValue, ref },
    pause: () => run.waitForWaitpoint(waitpoint.id),
  };
}

/** The request that ended a pause. Empty if the time limit ended it. */
export type ResumePayload =
  | {
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
      readonly queryParams?: Readonly<Record<string, string>>;
    }
  | null
  | undefined;

/** What is wrong with a webhook, in one sentence. `undefined` for the webhook that the step waits for. */
export function problemWith(
  payload: NonNullable<ResumePayload>,
  { call, transcriptId }: StoredJob,
): string | undefined {
  if (call === undefined) return 'The step did not expect a webhook.';
  const { headerName, secret, ref } = call;
  const verdict = receiveWebhook({
    body: payload.body,
    headers: payload.headers ?? {},
    query: payload.queryParams ?? {},
    expected: { headerName, secret, transcriptId, ...(ref !== undefined && { ref }) },
  });
  return verdict.accepted ? undefined : verdict.message;
}
