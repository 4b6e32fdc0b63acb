import { badInput } from '../errors.ts';
import { hostOf, isOwnHost } from '../regions.ts';
import type { Transport } from './transport.ts';
import type { CallOptions, RawRequest, RawResponse } from './types.ts';

/** Sends any request with the API key, only to the API's own hosts. */
export async function rawRequest(
  transport: Transport,
  { method, path, host = 'api', query, headers, body }: RawRequest,
  options?: CallOptions,
): Promise<RawResponse> {
  const absolute = /^[a-z][a-z0-9+.-]*:/i.test(path);
  if (absolute ? !isOwnHost(transport.hosts, path) : !path.startsWith('/')) {
    throw badInput('path', 'path must start with a slash, such as /v2/transcript, or be a URL on a host of the API.');
  }
  const url = absolute ? path : hostOf(transport.hosts, host) + path;
  const answer = await transport.text(
    {
      operation: 'request',
      method,
      path: url,
      query,
      headers,
      ...(body !== undefined && { json: body }),
      repeat: method === 'GET' || method === 'DELETE' ? 'freely' : 'unless-landed',
    },
    options,
  );
  return { status: answer.status, headers: answer.headers, body: parsed(answer.text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
