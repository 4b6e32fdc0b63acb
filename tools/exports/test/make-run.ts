import { filled } from './iml.ts';

interface Request {
  readonly url?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly qs?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly type?: string;
  readonly temp?: unknown;
  readonly condition?: { readonly condition: string; readonly default: unknown };
  readonly repeat?: { readonly condition: string; readonly limit: number };
  readonly response?: {
    readonly type?: string;
    readonly temp?: unknown;
    readonly iterate?: string;
    readonly limit?: string;
    readonly output?: unknown;
  };
}

export interface MakeSettings {
  readonly base: Request & { readonly baseUrl: string };
  readonly connection: Readonly<Record<string, unknown>>;
  /** The address that answers for every host. */
  readonly url: string;
}

/**
 * Runs the requests of a module like Make: fills in its expressions, sends each request, repeats it while the condition
 * holds, and returns the bundles.
 */
export async function runModule(
  communication: unknown,
  parameters: Readonly<Record<string, unknown>>,
  { base, connection, url }: MakeSettings,
): Promise<readonly unknown[]> {
  let temp: Record<string, unknown> = {};
  let bundles: readonly unknown[] = [];
  for (const request of [communication].flat() as readonly Request[]) {
    const scope = { parameters, connection };
    temp = { ...temp, ...(filled(request.temp ?? {}, { ...scope, temp }) as object) };
    const { condition } = request;
    if (condition !== undefined && filled(condition.condition, { ...scope, temp }) !== true) {
      bundles = [filled(condition.default, { ...scope, temp })];
      continue;
    }
    let body: unknown;
    for (let tries = 0; tries <= (request.repeat?.limit ?? 0); tries++) {
      body = await sent(request, { ...scope, temp });
      if (filled(request.repeat?.condition ?? '{{false}}', { ...scope, temp, body }) !== true) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const { response = {} } = request;
    temp = { ...temp, ...(filled(response.temp ?? {}, { ...scope, temp, body }) as object) };
    bundles =
      response.iterate === undefined
        ? [filled(response.output, { ...scope, temp, body })]
        : (filled(response.iterate, { ...scope, temp, body }) as readonly unknown[])
            .slice(0, Number(filled(response.limit, { ...scope, temp, body })))
            .map((item) => filled(response.output, { ...scope, temp, body, item }));
  }
  return bundles;

  async function sent(request: Request, scope: Readonly<Record<string, unknown>>): Promise<unknown> {
    const address = String(filled(request.url, scope));
    const full = new URL(address.startsWith('/') ? `${String(filled(base.baseUrl, scope))}${address}` : address);
    const target = new URL(`${full.pathname}${full.search}`, url);
    for (const [name, value] of Object.entries(filled(request.qs ?? {}, scope) as object))
      target.searchParams.set(name, String(value));
    const content = filled(request.body, scope);
    const headers = filled({ ...base.headers, ...request.headers }, scope) as Record<string, string>;
    const isJson = request.type === 'json';
    const response = await fetch(target, {
      method: request.method ?? 'GET',
      headers: { ...headers, ...(isJson && { 'content-type': 'application/json' }) },
      ...(content !== undefined && { body: isJson ? JSON.stringify(content) : (content as Uint8Array<ArrayBuffer>) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${full.pathname} answered ${response.status}: ${text}`);
    return request.response?.type === 'text' ? text : (JSON.parse(text) as unknown);
  }
}
