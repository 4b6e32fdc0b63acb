import { type Callback, canCall, type Client, createWebhook, receiveWebhook } from '../core.ts';
import type { WaitingContext } from '../context.ts';
import type { StoredJob } from './memory.ts';
import { RUNNING_JOB_HINT } from './check.ts';
import { createPause, endPause } from './pause.ts';

/** A pause that the service's webhook ends, with a secret for this job only. */
export interface ResumeCallback {
  readonly callback: Callback;
  readonly expected: NonNullable<StoredJob['call']>;
  /** Pauses the flow after the step. @throws BadInputError if the platform rejects the pause */
  pause(): Promise<void>;
  /** Lets the flow resume at once after its pause. */
  end(): Promise<void>;
}

/** Whether the service can send its webhook to this server. */
export const isReachable = ({ server }: WaitingContext, client: Client): boolean =>
  canCall(client.hosts.api, server.publicUrl);

/** Time that the platform needs to save a pause, in milliseconds. */
const MARGIN_MS = 5_000;

const NOTHING_SENT =
  'Nothing was sent to AssemblyAI. Run the step again. If it fails again, turn off Wait Until Transcript Is Ready.';

/**
 * Creates a waitpoint for the service's webhook. It also ends by itself after `ms`.
 *
 * @returns `undefined` if the step cannot pause
 * @throws BadInputError if the platform rejects the waitpoint
 */
export async function callbackFor(context: WaitingContext, ms: number): Promise<ResumeCallback | undefined> {
  const dueAt = Date.now() + ms;
  const waitpoint = await createPause(context, ms, { hint: NOTHING_SENT });
  if (waitpoint === undefined) return undefined;
  const { url, headerName, headerValue, ref } = createWebhook({ url: waitpoint.buildResumeUrl({ queryParams: {} }) });
  return {
    // The waitpoint belongs to this step, and the reference in the URL is new.
    callback: { url, headerName, headerValue, isUnique: true },
    expected: { headerName, secret: headerValue, ref },
    async pause() {
      // Some versions of the platform drop a due time that passes before the flow has paused.
      const isDue = Date.now() > dueAt - MARGIN_MS;
      const again = isDue ? await createPause(context, MARGIN_MS * 2, { hint: RUNNING_JOB_HINT }) : undefined;
      context.run.waitForWaitpoint((again ?? waitpoint).id);
    },
    end: () => endPause(context, waitpoint),
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
