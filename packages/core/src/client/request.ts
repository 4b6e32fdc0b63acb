import { badInput, BadInputError } from '../errors.ts';
import type { HeaderPairs } from '../header-pairs.ts';
import type { ApiRequest } from '../host-io.ts';
import { hostOf, type Hosts } from '../regions.ts';
import type { Call, Query } from './call.ts';

/** The parts of a request that contain a caller's values. @throws BadInputError for a value that cannot be sent. */
export function partsOf(hosts: Hosts, call: Call): Pick<ApiRequest, 'url' | 'headers' | 'body'> {
  const body = call.upload?.body() ?? (call.json === undefined ? undefined : jsonOf(call.json));
  return {
    url: urlOf(hosts, call),
    headers: {
      ...(body !== undefined && {
        'content-type': `application/${typeof body === 'string' ? 'json' : 'octet-stream'}`,
      }),
      // Node loads its HTTP client at the first use of `Headers`.
      ...(call.headers && sendable('headers', () => Object.fromEntries(new Headers(call.headers) as HeaderPairs))),
    },
    ...(body !== undefined && { body }),
  };
}

/** A value, encoded for a URL. @throws BadInputError for half a surrogate pair, which a URL cannot contain. */
export const encoded = (value: string | number | boolean, field: string): string =>
  sendable(field, () => encodeURIComponent(value));

function urlOf(hosts: Hosts, { path, host = 'api', query }: Call): string {
  const base = /^https?:/.test(path) ? path : hostOf(hosts, host) + path;
  const parts = queryOf(query);
  return parts === '' ? base : base + (base.includes('?') ? '&' : '?') + parts;
}

/** Leaves out `undefined`. `0` and `false` are values. */
const queryOf = (query: Query = {}): string =>
  Object.entries(query)
    .flatMap(([key, value]) =>
      value === undefined
        ? []
        : [
            `${encoded(key, key)}=${[value]
              .flat()
              .map((item) => encoded(item, key))
              .join(',')}`,
          ],
    )
    .join('&');

function jsonOf(json: unknown): string {
  return sendable('body', () => {
    try {
      return JSON.stringify(json);
    } catch {
      // Finds the property that failed.
      return Object.entries(Object(json))
        .map(([field, value]) => sendable(field, () => JSON.stringify(value)))
        .join();
    }
  });
}

function sendable<T>(field: string, write: () => T): T {
  try {
    return write();
  } catch (thrown) {
    if (thrown instanceof BadInputError) throw thrown;
    throw badInput(field, `${field} cannot be sent in a request.`);
  }
}
