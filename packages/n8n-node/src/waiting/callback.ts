import type { IExecuteFunctions } from 'n8n-workflow';
import type { Task } from '../actions/task.ts';
import { type AnyJob, type Callback, canCall, type Client, createWebhook } from '../core.ts';
import type { Waiting } from './memory.ts';
import { canSuspend } from './suspend.ts';

/** Where the service calls, and what its calls must carry. */
export interface ResumeCallback {
  readonly callback: Callback;
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
  return { callback: { url, headerName, headerValue }, expected: { headerName, secret: headerValue, ref: ref! } };
}

const UNREACHABLE =
  'AssemblyAI cannot call this n8n, because its address is known in its own network only. The node looks from time to time instead. Set WEBHOOK_URL to a public address to be called at once.';
