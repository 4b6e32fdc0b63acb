import type { Store } from '../host-values.ts';
import { BadInputError, type Callback, createWebhook, receiveWebhook } from '../suite.ts';

/** What waiting needs of the host. */
export interface WaitpointHost {
  readonly store: Store;
  readonly step: { readonly name: string };
  readonly run: {
    readonly id: string;
    createWaitpoint(params: { type: 'WEBHOOK' }): Promise<{
      readonly id: string;
      readonly resumeUrl: string;
      buildResumeUrl(params: { queryParams: Record<string, string> }): string;
    }>;
    waitForWaitpoint(id: string): void;
  };
  readonly resumePayload?: unknown;
}

/** Kept while the flow is paused; flows run at the same time, so under a key of the run and the step. */
interface Remembered {
  readonly transcriptId: string;
  readonly headerName: string;
  readonly secret: string;
  readonly ref: string | undefined;
}

const keyOf = ({ run, step }: WaitpointHost): string => `assemblyai_${run.id}_${step.name}`;

/** A pause that the service ends, with a secret for this job alone. */
export async function begin(host: WaitpointHost): Promise<{
  readonly callback: Callback;
  remember(transcriptId: string): Promise<unknown>;
  forget(): Promise<void>;
  pause(): void;
}> {
  const waitpoint = await host.run.createWaitpoint({ type: 'WEBHOOK' });
  const { url, headerName, headerValue, ref } = createWebhook({ url: waitpoint.buildResumeUrl({ queryParams: {} }) });
  return {
    callback: { url, headerName, headerValue },
    remember: (transcriptId) =>
      host.store.put<Remembered>(keyOf(host), { transcriptId, headerName, secret: headerValue, ref }),
    forget: () => host.store.delete(keyOf(host)),
    pause: () => host.run.waitForWaitpoint(waitpoint.id),
  };
}

/** What the host passes on of the call that ended the pause. */
interface ResumePayload {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly queryParams?: Readonly<Record<string, string>>;
}

/**
 * Which transcript this step waited for: the one that was stored, never the one that a call names.
 *
 * @throws BadInputError where nothing was stored
 */
export async function recall(host: WaitpointHost): Promise<{
  readonly transcriptId: string;
  /** What is to be said of the call: whether it carried this job's secret and was about this transcript. */
  readonly note: string;
  forget(): Promise<void>;
}> {
  const remembered = await host.store.get<Remembered>(keyOf(host));
  if (remembered === null) {
    throw new BadInputError('This step does not remember a transcript that it waits for.', {
      hint: 'Look for it with List transcripts; do not start it again before.',
    });
  }
  const { transcriptId, headerName, secret, ref } = remembered;
  const { body, headers, queryParams } = (host.resumePayload ?? {}) as ResumePayload;
  const verdict = receiveWebhook({
    body,
    headers: headers ?? {},
    query: queryParams ?? {},
    expected: { headerName, secret, transcriptId, ...(ref !== undefined && { ref }) },
  });
  return {
    transcriptId,
    note: verdict.accepted ? 'The call that ended the pause was in order.' : verdict.message,
    forget: () => host.store.delete(keyOf(host)),
  };
}
