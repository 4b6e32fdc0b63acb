import { type IN8nHttpFullResponse, type ITriggerFunctions, NodeOperationError } from 'n8n-workflow';
import { isRecord } from '../core.ts';
import type { SourceKind } from './form.ts';

/** What a source is called in errors. */
export const SOURCE_NAMES: Readonly<Record<SourceKind, string>> = {
  calls: 'call bridge',
  websocket: 'WebSocket server',
  http: 'audio stream',
};

const [CHECK_MS, LONGEST_CHAIN] = [10_000, 5];

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing listens on its port. Start it, or correct Address.',
  ENOTFOUND: 'Its host name is unknown. Correct Address.',
  EAI_AGAIN: 'Its host name is unknown. Correct Address.',
  EHOSTUNREACH: 'There is no route to its host. Check the network and Address.',
  ENETUNREACH: 'There is no route to its host. Check the network and Address.',
  ETIMEDOUT: 'It does not respond. Check the firewall and Address.',
  ECONNABORTED: 'It does not respond. Check the firewall and Address.',
  CERT_HAS_EXPIRED: 'Its TLS certificate has expired. Renew the certificate.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'Its TLS certificate is self-signed. Use a certificate that n8n trusts.',
};

/**
 * Why a server cannot be reached. `undefined` if nothing is known to be wrong. WebSockets do not report reasons, but the
 * server answers requests over HTTP at the same address.
 */
export async function problemAt(
  { helpers }: ITriggerFunctions,
  source: SourceKind,
  address: string,
): Promise<string | undefined> {
  try {
    const { statusCode, body } = (await helpers.httpRequest({
      url: address.replace(/^ws/, 'http'),
      encoding: 'stream',
      json: false,
      returnFullResponse: true,
      ignoreHttpStatusErrors: true,
      disableFollowRedirect: true,
      timeout: CHECK_MS,
    })) as IN8nHttpFullResponse;
    discard(body);
    return source === 'calls' && (statusCode === 401 || statusCode === 403)
      ? `It refuses the token (HTTP status ${statusCode}). Address must end with ?token= and the CALL_BRIDGE_TOKEN of the bridge.`
      : undefined;
  } catch (failure) {
    return reasonOf(failure);
  }
}

/** @throws NodeOperationError if the server is known to be out of reach */
export async function assertReachable(host: ITriggerFunctions, source: SourceKind, address: string): Promise<void> {
  const problem = await problemAt(host, source, address);
  if (problem !== undefined) throw unreachable(host, source, problem);
}

export const unreachable = (host: ITriggerFunctions, source: SourceKind, description: string): NodeOperationError =>
  new NodeOperationError(host.getNode(), `The ${SOURCE_NAMES[source]} cannot be reached`, { description });

/** Advice about a failed request, if its reason is known. HTTP clients wrap the error that has a code. */
export function reasonOf(failure: unknown): string | undefined {
  let at = failure;
  for (let depth = 0; depth < LONGEST_CHAIN && typeof at === 'object' && at !== null; depth++) {
    const { code, cause, errors } = at as { code?: unknown; cause?: unknown; errors?: readonly unknown[] };
    const reason = typeof code === 'string' ? REASONS[code] : undefined;
    if (reason !== undefined) return reason;
    at = cause ?? errors?.[0];
  }
  return undefined;
}

/** Ends a response that is not read. */
export function discard(body: unknown): void {
  const destroy: unknown = isRecord(body) ? body['destroy'] : undefined;
  if (typeof destroy === 'function') destroy.call(body);
}
