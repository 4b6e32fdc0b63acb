import type { IWebhookFunctions } from 'n8n-workflow';
import { createOnceGate, type OnceGate } from '../core.ts';

/** Triggers of this process that have been called. */
const gates = new Map<string, OnceGate>();

/**
 * The gate of a trigger in this process. n8n gives every call a copy of the static data of its own and stores it after
 * the call, so that alone cannot stop calls that arrive at once. The gate cannot stop those that other processes of n8n
 * (webhook processors) receive at the same moment.
 */
export function gateOf(host: IWebhookFunctions): OnceGate {
  // A person who tries the trigger out may do so with the same transcript again.
  if (host.getMode() === 'manual') return createOnceGate();
  const key = JSON.stringify([host.getWorkflow().id, host.getNode().id]);
  const known = gates.get(key);
  if (known !== undefined) return known;
  const gate = createOnceGate();
  gates.set(key, gate);
  return gate;
}
