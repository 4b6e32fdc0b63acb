import type { IWebhookFunctions } from 'n8n-workflow';
import { createOnceGate, type OnceGate } from '../core.ts';

/** Gates of the triggers that this process has received calls for. */
const gates = new Map<string, OnceGate>();

/**
 * The gate of a trigger in this process. n8n gives each call its own copy of the static data and stores it after the
 * call, so static data alone cannot stop simultaneous calls. The gate cannot stop calls that other processes of n8n
 * (webhook processors) receive at the same moment.
 */
export function gateOf(host: IWebhookFunctions): OnceGate {
  // A person may test the trigger with the same transcript again.
  if (host.getMode() === 'manual') return createOnceGate();
  const key = JSON.stringify([host.getWorkflow().id, host.getNode().id]);
  const known = gates.get(key);
  if (known !== undefined) return known;
  const gate = createOnceGate();
  gates.set(key, gate);
  return gate;
}
