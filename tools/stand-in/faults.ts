import { type AnswerFault, drained, type Scene } from './answer-fault.ts';
import { pause } from './clock.ts';
import { HOSTILE_ANSWERS } from './hostile-answers.ts';
import { type Answer, bytesOf, errorAnswer, headersOf, Refusal, writeAnswer } from './http.ts';
import { matchesPath } from './path-pattern.ts';

/** A fault of a request, or of a webhook delivery. */
export interface Fault {
  readonly name: string;
  readonly description: string;
  /** What the fault affects. */
  readonly strikes: 'answer' | 'webhook';
  /** Whether the request is processed before the fault: a submission then creates a job. */
  readonly handled: boolean;
}

export interface FaultRule {
  /** Requests that match all of it. `path` is a whole path; `*` matches anything. */
  readonly match?: { readonly method?: string | undefined; readonly path?: string | undefined } | undefined;
  readonly fault: string;
  /** Number of requests to fail. @default 1 */
  readonly times?: number | undefined;
}

/** Responds with an error. Reads the request body first, or the client would see a reset instead. */
const refuse = (description: string, status: number, text?: string, headers?: Record<string, string>): AnswerFault => ({
  description,
  handled: false,
  async play({ request, response, path }) {
    await drained(request);
    const answer = text === undefined ? { status } : errorAnswer(path, new Refusal(status, text, headers));
    await writeAnswer(response, answer);
  },
});

/** Processes the request and replaces the body of its response. */
const garble = (description: string, garbled: (answer: Answer) => Answer): AnswerFault => ({
  description,
  handled: true,
  async play({ response, handle }) {
    await writeAnswer(response, garbled(await handle()));
  },
});

const page = (title: string): string =>
  `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1><hr>nginx</body></html>`;
const html = { 'content-type': 'text/html' };

/** Sends headers with a content length that is too large, and a part of the body. */
async function sendPart({ response, handle }: Scene, pieceOf: (bytes: Buffer) => Buffer): Promise<void> {
  const answer = await handle();
  const bytes = bytesOf(answer);
  response.writeHead(answer.status, { ...headersOf(answer), 'content-length': bytes.byteLength + 64 });
  response.flushHeaders();
  await new Promise<void>((sent) => response.write(pieceOf(bytes), () => sent()));
}

const ANSWER_FAULTS: Readonly<Record<string, AnswerFault>> = {
  '401': refuse('Rejects the API key.', 401, 'Authentication error, API token missing/invalid'),
  '403-limit': refuse(
    'Reports too many requests with status 403, as AssemblyAI does.',
    403,
    'Rate limit exceeded: too many requests',
  ),
  '404': refuse('Responds "Not found".', 404, 'Not found'),
  '429': refuse('Reports too many requests, with Retry-After and X-RateLimit headers.', 429, 'Too Many Requests', {
    'retry-after': '1',
    'x-ratelimit-limit': '30',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': '1',
  }),
  '500': refuse('Reports an internal server error.', 500, 'Internal Server Error'),
  '503': refuse('Reports that the service is unavailable, without a body.', 503),
  '504': refuse('Reports a gateway timeout, without a body.', 504),
  slow: {
    description: 'Delays the correct response.',
    handled: true,
    async play({ response, handle, clock, slowMs, closed }) {
      const answer = await handle();
      await pause(clock, slowMs, closed);
      await writeAnswer(response, answer);
    },
  },
  hang: {
    description: 'Accepts the request and never responds.',
    handled: false,
    async play({ request }) {
      await drained(request);
    },
  },
  'reset-before-headers': {
    description: 'Resets the connection before reading the request.',
    handled: false,
    async play({ request }) {
      request.socket.resetAndDestroy();
    },
  },
  'reset-after-headers': {
    description: 'Processes the request, then resets the connection after the response headers.',
    handled: true,
    async play(scene) {
      await sendPart(scene, () => Buffer.from(' '));
      scene.request.socket.resetAndDestroy();
    },
  },
  truncated: {
    description: 'Processes the request, then closes the connection in the middle of the body.',
    handled: true,
    async play(scene) {
      await sendPart(scene, (bytes) => bytes.subarray(0, Math.ceil(bytes.byteLength / 2)));
      scene.request.socket.destroy();
    },
  },
  'invalid-json': garble('Processes the request and returns invalid JSON.', ({ status }) => ({
    status,
    text: '{"id": "5552493-16d8-42d8-8f',
    headers: { 'content-type': 'application/json' },
  })),
  'html-200': garble('Processes the request and returns a web page with status 200.', () => ({
    status: 200,
    text: page('Welcome'),
    headers: html,
  })),
  'html-502': {
    description: 'Returns the web page of a proxy with status 502.',
    handled: false,
    async play({ request, response }) {
      await drained(request);
      await writeAnswer(response, { status: 502, text: page('502 Bad Gateway'), headers: html });
    },
  },
  'empty-body': garble('Processes the request and returns no body.', ({ status }) => ({ status })),
  ...HOSTILE_ANSWERS,
};

const WEBHOOK_FAULTS: Readonly<Record<string, string>> = {
  'webhook-duplicate': 'Sends each delivery twice.',
  'webhook-out-of-order':
    'Reports the transcript before its redacted audio, or, if no audio is redacted, before its status is completed.',
  'webhook-lost': 'Sends no delivery.',
};

/** All faults. */
export const listFaults = (): readonly Fault[] => [
  ...Object.entries(ANSWER_FAULTS).map(([name, { description, handled }]) => ({
    name,
    description,
    handled,
    strikes: 'answer' as const,
  })),
  ...Object.entries(WEBHOOK_FAULTS).map(([name, description]) => ({
    name,
    description,
    handled: true,
    strikes: 'webhook' as const,
  })),
];

const isFault = (name: string): boolean => Object.hasOwn(ANSWER_FAULTS, name) || Object.hasOwn(WEBHOOK_FAULTS, name);

/** Request header that selects a fault: `name`, or `name:count` to let every `count + 1`-th request pass. */
export const FAULT_HEADER = 'x-stand-in-fault';

/** Decides which request gets which fault. */
export interface FaultDesk {
  /** @throws Refusal for an unknown fault. */
  add(rule: FaultRule): void;
  clear(): void;
  rules(): readonly FaultRule[];
  /** The fault of this request, from its header or the first matching rule. Counts the request against the rule. */
  take(method: string, path: string, header: string | undefined): { answer?: string; webhook?: string };
  /** The fault of the next delivery to `path`. Does not count it. */
  webhookFault(path: string): string | undefined;
  takeWebhookFault(path: string): string | undefined;
}

interface ActiveRule {
  readonly rule: FaultRule;
  left: number;
}

export function createFaultDesk(): FaultDesk {
  let active: ActiveRule[] = [];
  const struck = new Map<string, number>();

  const first = (faults: object, method: string | undefined, path: string): ActiveRule | undefined =>
    active.find(({ rule, left }) => left > 0 && Object.hasOwn(faults, rule.fault) && fits(rule, method, path));
  const use = (found: ActiveRule | undefined): string | undefined => {
    if (found === undefined) return undefined;
    found.left--;
    active = active.filter(({ left }) => left > 0);
    return found.rule.fault;
  };

  return {
    add(rule) {
      active.push({ rule: checked(rule), left: rule.times ?? 1 });
    },
    clear() {
      active = [];
      struck.clear();
    },
    rules: () => active.map(({ rule, left }) => ({ ...rule, times: left })),
    take(method, path, header) {
      const fromHeader = header === undefined ? undefined : headerFault(struck, `${method} ${path}`, header);
      if (fromHeader !== undefined && Object.hasOwn(WEBHOOK_FAULTS, fromHeader)) return { webhook: fromHeader };
      const answer = fromHeader ?? use(first(ANSWER_FAULTS, method, path));
      return answer === undefined ? {} : { answer };
    },
    webhookFault: (path) => first(WEBHOOK_FAULTS, 'POST', path)?.rule.fault,
    takeWebhookFault: (path) => use(first(WEBHOOK_FAULTS, 'POST', path)),
  };
}

function checked(rule: FaultRule): FaultRule {
  if (!isFault(rule.fault)) throw unknownFault(rule.fault);
  if (rule.times !== undefined && !(Number.isInteger(rule.times) && rule.times > 0)) {
    throw new Refusal(400, 'times must be a whole number above 0.');
  }
  return rule;
}

const unknownFault = (name: string): Refusal =>
  new Refusal(
    400,
    `Unknown fault "${name}". Use one of: ${listFaults()
      .map((fault) => fault.name)
      .join(', ')}.`,
  );

function fits({ match = {} }: FaultRule, method: string | undefined, path: string): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== method) return false;
  return match.path === undefined || matchesPath(match.path, path);
}

function headerFault(struck: Map<string, number>, request: string, header: string): string | undefined {
  const [name = '', count] = header.trim().split(':');
  if (!isFault(name)) throw unknownFault(name);
  if (count === undefined) return name;
  const key = `${request} ${header}`;
  const before = struck.get(key) ?? 0;
  const strikes = before < Number(count);
  struck.set(key, strikes ? before + 1 : 0);
  return strikes ? name : undefined;
}

export const playFault = (name: string, scene: Scene): Promise<void> => ANSWER_FAULTS[name]!.play(scene);
