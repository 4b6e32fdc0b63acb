import type { IExecuteFunctions } from 'n8n-workflow';
import type { Task } from '../actions/task.ts';
import { type AnyJob, buildWebhookUrl, type Callback, canCall, type Client, createWebhook } from '../core.ts';
import type { Waiting } from './memory.ts';
import { canSuspend } from './suspend.ts';

/** The address that AssemblyAI calls, and what its calls must contain. */
export interface ResumeCallback {
  /** The address for one item's job. No other job has the same one. */
  callbackOf(item: number): Callback;
  readonly expected: NonNullable<Waiting['callback']>;
}

/** The execution's resume URL, if an item waits for a call and AssemblyAI can reach n8n. */
export function callbackFor(
  host: IExecuteFunctions,
  client: Client,
  tasks: readonly Task[],
): ResumeCallback | undefined {
  const isWanted = tasks.some(
    ({ entry, input, waiting }) => waiting === 'suspend' && (entry as AnyJob).canCallBack(input),
  );
  if (!isWanted || !canSuspend(host)) return undefined;

  const resumeUrl = String(host.evaluateExpression('{{ $execution.resumeUrl }}', 0));
  if (!canCall(client.hosts.api, resumeUrl)) {
    host.addExecutionHints({ message: UNREACHABLE, type: 'info', location: 'outputPane' });
    return undefined;
  }
  const { url, headerName, headerValue, ref } = createWebhook({ url: resumeUrl });
  host.setMetadata({ resumeUrl });
  return {
    callbackOf: (item) => ({
      url: buildWebhookUrl(url, { [ITEM]: item }),
      headerName,
      headerValue,
      isUnique: true,
    }),
    expected: { headerName, secret: headerValue, ref: ref! },
  };
}

/** Distinguishes the addresses of the jobs of one run. Their reference is new in each run. */
const ITEM = 'aai_item';

const UNREACHABLE =
  "AssemblyAI can't call this n8n because its address is not public. The node checks the transcript at intervals instead. To get results as soon as they are ready, set the environment variable WEBHOOK_URL to a public address.";
