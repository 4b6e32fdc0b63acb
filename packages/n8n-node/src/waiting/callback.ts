import type { IExecuteFunctions } from 'n8n-workflow';
import type { Task } from '../actions/task.ts';
import { type AnyJob, buildWebhookUrl, type Callback, canCall, type Client, createWebhook } from '../core.ts';
import { isTool } from '../tool.ts';
import type { ExpectedCall, Submitted } from './memory.ts';

/** The address that AssemblyAI calls, and what its calls must contain. */
export interface ResumeCallback {
  /** The address for one item's job. No other job has the same one. */
  callbackOf(item: number): Callback;
  readonly expected: ExpectedCall;
}

/**
 * The execution's resume URL, if an item waits for a call and AssemblyAI can reach n8n. An agent's tool has none: it must
 * answer within the call.
 */
export function callbackFor(
  host: IExecuteFunctions,
  client: Client,
  tasks: readonly Task[],
  submitted: Submitted,
): ResumeCallback | undefined {
  const isWanted = tasks.some(
    ({ entry, input, waiting }) => waiting === 'suspend' && (entry as AnyJob).canCallBack(input),
  );
  if (!isWanted || isTool(host)) return undefined;

  const resumeUrl = new URL(String(host.evaluateExpression('{{ $execution.resumeUrl }}', 0)));
  resumeUrl.pathname += `/${RESUME_PATH}`;
  if (!canCall(client.hosts.api, resumeUrl.href)) {
    host.addExecutionHints({ message: UNREACHABLE, type: 'info', location: 'outputPane' });
    return undefined;
  }
  submitted.callback ??= newCallback(resumeUrl);
  const { url, headerName, secret, ref } = submitted.callback;
  host.setMetadata({ resumeUrl: resumeUrl.href });
  return {
    callbackOf: (item) => ({
      url: buildWebhookUrl(url, { [ITEM]: item }),
      headerName,
      headerValue: secret,
      isUnique: true,
    }),
    expected: { headerName, secret, ref },
  };
}

/**
 * Last part of the address. It keeps a call that arrives after the node has finished from resuming a Wait node of the same
 * execution.
 */
export const RESUME_PATH = 'assemblyai';

function newCallback(resumeUrl: URL): NonNullable<Submitted['callback']> {
  const { url, headerName, headerValue, ref } = createWebhook({ url: resumeUrl });
  return { url, headerName, secret: headerValue, ref: ref! };
}

/** Distinguishes the addresses of the jobs of one run. Their reference is new in each run. */
const ITEM = 'aai_item';

const UNREACHABLE =
  "AssemblyAI can't call this n8n because its address is not public. The node waits inside the step and checks the transcript at intervals instead. To suspend the execution, set the environment variable WEBHOOK_URL to a public address.";
