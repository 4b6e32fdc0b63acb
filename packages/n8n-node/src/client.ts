import {
  type IExecuteFunctions,
  type IHttpRequestOptions,
  type ILoadOptionsFunctions,
  type IN8nHttpFullResponse,
  type IPollFunctions,
  type ITriggerFunctions,
  type IWebhookFunctions,
  NodeApiError,
  sleep,
} from 'n8n-workflow';
import { type Credential, CREDENTIAL, regionOf, webhookSecretOf } from './credential.ts';
import {
  type ApiRequest,
  type ApiResponse,
  type Client,
  type ClientOptions,
  createClient,
  type HostIo,
  redactError,
} from './core.ts';
import { sendable } from './streams.ts';

/** All contexts of n8n that can call the API. */
export type Caller = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions | ITriggerFunctions | IWebhookFunctions;

/** A client, and the values that must not appear in any output or error. */
export interface Connection {
  readonly client: Client;
  readonly secrets: readonly string[];
  /** For what n8n cannot authenticate. */
  readonly apiKey: string;
  /** What calls to a trigger with this credential must contain. */
  readonly webhookSecret: string;
}

/** Shorter texts may be part of any text. */
const LEAST_SECRET = 8;

/**
 * A client that sends requests through n8n, which adds the API key to each of them. The key is read only to redact it
 * from errors and results.
 *
 * @param limits for a webhook, which must answer quickly
 * @throws BadInputError for an unusable base URL
 */
export async function connect(caller: Caller, limits: Limits = {}): Promise<Connection> {
  const credential = await caller.getCredentials<Credential & Record<string, string>>(CREDENTIAL);
  const webhookSecret = await webhookSecretOf(credential);
  const apiKey = String(credential.apiKey ?? '').trim();
  const secrets = [
    ...[apiKey].filter((secret) => secret !== ''),
    ...[webhookSecret].filter(({ length }) => length >= LEAST_SECRET),
  ];
  try {
    return {
      secrets,
      apiKey,
      webhookSecret,
      client: createClient({ io: transportOf(caller), secrets, ...limits, ...regionOf(credential) }),
    };
  } catch (error) {
    throw redactError(error, secrets);
  }
}

/** How long a caller may take. */
export type Limits = Pick<ClientOptions, 'retry' | 'timeoutMs'>;

/** n8n's HTTP client and clock. */
function transportOf(caller: Caller): HostIo {
  return {
    sleep: (ms) => sleep(ms),
    send(request, signal) {
      const sent = caller.helpers.httpRequestWithAuthentication.call(caller, CREDENTIAL, optionsOf(request, signal));
      return sent.then(responseOf, (failure: unknown) => Promise.reject(causeOf(failure)));
    },
  };
}

function optionsOf(request: ApiRequest, signal: AbortSignal | undefined): IHttpRequestOptions {
  const { method, url, headers, body, timeoutMs } = request;
  const size = typeof body === 'object' ? body.size : undefined;
  return {
    method,
    url,
    headers: { ...headers, ...(size !== undefined && { 'content-length': String(size) }) },
    ...(body !== undefined && { body: typeof body === 'string' ? body : sendable(body) }),
    // Always as a stream: the core limits the size of an answer, parses it, and reports what is wrong with it.
    json: false,
    encoding: 'stream',
    returnFullResponse: true,
    ignoreHttpStatusErrors: true,
    // The API never redirects, and to be able to follow a redirect n8n would keep the whole upload in memory.
    disableFollowRedirect: true,
    ...(Number.isFinite(timeoutMs) && { timeout: timeoutMs }),
    ...(signal !== undefined && { abortSignal: signal }),
  };
}

function responseOf(response: unknown): ApiResponse {
  const { statusCode, headers, body } = response as IN8nHttpFullResponse;
  return {
    status: statusCode,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)])),
    body: isIterable(body) ? body : typeof body === 'string' ? body : JSON.stringify(body ?? ''),
  };
}

const isIterable = (body: unknown): body is AsyncIterable<Uint8Array> =>
  typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

/** n8n wraps a lost connection in its own error, which hides the reason. */
const causeOf = (failure: unknown): unknown => (failure instanceof NodeApiError ? (failure.cause ?? failure) : failure);
