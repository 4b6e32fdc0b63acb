import type { IExecuteFunctions } from 'n8n-workflow';
import type { Task } from '../actions/task.ts';
import { type AnyJob, buildWebhookUrl, type Callback, canCall, type Client, createWebhook } from '../core.ts';
import type { Waiting } from './memory.ts';
import { canSuspend } from './suspend.ts';

/** Where the service calls, and what its calls must carry. */
export interface ResumeCallback {
  /** The address of one item's job: no other job has it. */
  callbackOf(item: number): Callback;
  readonly expected: NonNullable<Waiting['callback']>;
}

/** The execution's resume URL, if an item waits for a call and the service can reach it. */
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

/** Tells the addresses of one run's jobs apart; the reference in them is new in each run. */
const ITEM = 'aai_item';

const UNREACHABLE =
  'AssemblyAI cannot call this n8n, because its address is known in its own network only. The node looks from time to time instead. Set WEBHOOK_URL to a public address to be called at once.';
