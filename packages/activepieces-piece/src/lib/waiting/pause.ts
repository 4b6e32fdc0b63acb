import { asError, BadInputError } from '../core.ts';
import type { WaitingContext } from '../context.ts';

type Waitpoint = Awaited<ReturnType<WaitingContext['run']['createWaitpoint']>>;

/** Run ID of an action that an agent runs as a tool. The platform accepts waitpoints of such an action, and drops them. */
const AGENT_RUN_ID = 'mcp-flow-run-id';

/** What newer versions of the platform say if a single action, such as an agent's tool, wants to pause. */
const NOT_IN_A_FLOW = /can only run inside a flow/i;

/** Whether the step belongs to a run of a flow, which can pause. */
export const canPause = ({ run }: WaitingContext): boolean => run.id !== AGENT_RUN_ID;

/**
 * Creates a waitpoint that ends with a request to its URL, or after `ms`. A waitpoint that the step does not wait for
 * would wake the next step that pauses, so each caller must wait for the waitpoint.
 *
 * @returns `undefined` if the platform says that the step cannot pause
 * @throws BadInputError with the platform's reason
 */
export async function createPause(
  { run }: WaitingContext,
  ms: number,
  details: { readonly hint: string; readonly transcriptId?: string },
): Promise<Waitpoint | undefined> {
  const resumeDateTime = new Date(Date.now() + ms).toISOString();
  try {
    return await run.createWaitpoint({ type: 'DELAY', resumeDateTime });
  } catch (thrown) {
    const { message } = asError(thrown);
    if (NOT_IN_A_FLOW.test(message)) return undefined;
    throw new BadInputError(`The flow could not be paused: ${message}`, details);
  }
}

/**
 * Ends the step's own pause, so that the flow resumes at once. If the request fails, the flow resumes when the waitpoint
 * is due.
 */
export async function endPause({ server }: WaitingContext, { resumeUrl }: Waitpoint): Promise<void> {
  // A server may not reach itself by its public address.
  const url = resumeUrl.startsWith(server.publicUrl)
    ? server.apiUrl + resumeUrl.slice(server.publicUrl.length)
    : resumeUrl;
  await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
    signal: AbortSignal.timeout(10_000),
  }).catch(() => undefined);
}
