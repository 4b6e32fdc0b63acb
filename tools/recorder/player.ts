import type { ApiRequest, ApiResponse, HostIo } from '@aai-connectors/core';
import type { Exchange, HostName, RecordedBody, Scenario } from './scenario.ts';

/**
 * HostIo that answer from a recording: each request gets the next recorded answer to the same method and path, and
 * the last one again when there are no more. Sleeping takes no time.
 */
export function playerIo(
  scenario: Scenario,
  hosts: Readonly<Record<HostName, string>>,
): HostIo & { unplayed(): readonly Exchange[] } {
  const left = [...scenario.exchanges];
  const last = new Map<string, Exchange>();
  let now = Date.parse(scenario.provenance.recorded);
  return {
    async send(request) {
      for await (const _ of bytesOf(request)) void _;
      const key = keyOf(request, hosts);
      const at = left.findIndex(({ request: { method, host, path } }) => `${method} ${host} ${path}` === key);
      const exchange = at >= 0 ? left.splice(at, 1)[0] : last.get(key);
      if (exchange === undefined) throw new Error(`The recording "${scenario.name}" has no answer to ${key}.`);
      last.set(key, exchange);
      return answerOf(exchange);
    },
    sleep(ms) {
      now += ms;
      return Promise.resolve();
    },
    now: () => now,
    random: () => 0.5,
    unplayed: () => left,
  };
}

async function* bytesOf({ body }: ApiRequest): AsyncGenerator<Uint8Array> {
  if (typeof body === 'object') yield* body;
}

function keyOf({ method, url }: ApiRequest, hosts: Readonly<Record<HostName, string>>): string {
  for (const [name, base] of Object.entries(hosts)) {
    if (url.startsWith(`${base}/`)) return `${method} ${name} ${url.slice(base.length)}`;
  }
  return `${method} ${url}`;
}

const answerOf = ({ response }: Exchange): ApiResponse => ({
  status: response.status,
  headers: response.headers,
  body: textOf(response.body),
});

function textOf(body: RecordedBody | undefined): string {
  if (body === undefined) return '';
  if ('json' in body) return JSON.stringify(body.json);
  return 'text' in body ? body.text : '';
}
