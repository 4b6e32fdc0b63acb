import { type AnswerFault, drained, type Scene } from './answer-fault.ts';
import { pause } from './clock.ts';
import { HOSTILE_ANSWERS } from './hostile-answers.ts';
import { type Answer, bytesOf, errorAnswer, headersOf, Refusal, writeAnswer } from './http.ts';
import { matchesPath } from './path-pattern.ts';

/** One way in which a request, or the delivery of a webhook, goes wrong. */
export interface Fault {
  readonly name: string;
  readonly description: string;
  /** Which side it strikes. */
  readonly strikes: 'answer' | 'webhook';
  /** Whether the request is carried out all the same: a submission then leaves a job behind. */
  readonly handled: boolean;
}

export interface FaultRule {
  /** All of it must fit; `path` is a whole path in which `*` stands for anything. */
  readonly match?: { readonly method?: string | undefined; readonly path?: string | undefined } | undefined;
  readonly fault: string;
  /** How many requests it strikes. @default 1 */
  readonly times?: number | undefined;
}

/** An error answer in place of the real one. The body is read first, or the client would see a reset instead. */
const refuse = (description: string, status: number, text?: string, headers?: Record<string, string>): AnswerFault => ({
  description,
  handled: false,
  async play({ request, response, path }) {
    await drained(request);
    const answer = text === undefined ? { status } : errorAnswer(path, new Refusal(status, text, headers));
    await writeAnswer(response, answer);
  },
});

/** Another body in place of the real one, after the request has been carried out. */
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

/** Sends the headers, which promise more than will come, and a piece of the body. */
async function sendPart({ response, handle }: Scene, pieceOf: (bytes: Buffer) => Buffer): Promise<void> {
  const answer = await handle();
  const bytes = bytesOf(answer);
  response.writeHead(answer.status, { ...headersOf(answer), 'content-length': bytes.byteLength + 64 });
  response.flushHeaders();
  await new Promise<void>((sent) => response.write(pieceOf(bytes), () => sent()));
}

const ANSWER_FAULTS: Readonly<Record<string, AnswerFault>> = {
  '401': refuse('The key is refused.', 401, 'Authentication error, API token missing/invalid'),
  '403-limit': refuse(
    '403 as the vendor sends it for too many requests.',
    403,
    'Rate limit exceeded: too many requests',
  ),
  '404': refuse('Nothing is there.', 404, 'Not found'),
  '429': refuse('Too many requests, with Retry-After and X-RateLimit headers.', 429, 'Too Many Requests', {
    'retry-after': '1',
    'x-ratelimit-limit': '30',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': '1',
  }),
  '500': refuse('The service fails.', 500, 'Internal Server Error'),
  '503': refuse('The service is not available; no body.', 503),
  '504': refuse('A gateway gave up waiting; no body.', 504),
  slow: {
    description: 'The right answer, late.',
    handled: true,
    async play({ response, handle, clock, slowMs, closed }) {
      const answer = await handle();
      await pause(clock, slowMs, closed);
      await writeAnswer(response, answer);
    },
  },
  hang: {
    description: 'The request is taken and never answered.',
    handled: false,
    async play({ request }) {
      await drained(request);
    },
  },
  'reset-before-headers': {
    description: 'The connection is reset before the request is looked at.',
    handled: false,
    async play({ request }) {
      request.socket.resetAndDestroy();
    },
  },
  'reset-after-headers': {
    description: 'The request is carried out; the connection is reset after the headers of the answer.',
    handled: true,
    async play(scene) {
      await sendPart(scene, () => Buffer.from(' '));
      scene.request.socket.resetAndDestroy();
    },
  },
  truncated: {
    description: 'The request is carried out; the answer breaks off in the middle of its body.',
    handled: true,
    async play(scene) {
      await sendPart(scene, (bytes) => bytes.subarray(0, Math.ceil(bytes.byteLength / 2)));
      scene.request.socket.destroy();
    },
  },
  'invalid-json': garble('The request is carried out; the body of the answer is not JSON.', ({ status }) => ({
    status,
    text: '{"id": "5552493-16d8-42d8-8f',
    headers: { 'content-type': 'application/json' },
  })),
  'html-200': garble('The request is carried out; a web page comes back with status 200.', () => ({
    status: 200,
    text: page('Welcome'),
    headers: html,
  })),
  'html-502': {
    description: 'A proxy on the way answers 502 with a web page.',
    handled: false,
    async play({ request, response }) {
      await drained(request);
      await writeAnswer(response, { status: 502, text: page('502 Bad Gateway'), headers: html });
    },
  },
  'empty-body': garble('The request is carried out; the answer has no body.', ({ status }) => ({ status })),
  ...HOSTILE_ANSWERS,
};

const WEBHOOK_FAULTS: Readonly<Record<string, string>> = {
  'webhook-duplicate': 'Every delivery comes twice.',
  'webhook-out-of-order':
    'The transcript is announced before its redacted audio; without redacted audio, before it reads as finished.',
  'webhook-lost': 'No delivery comes.',
};

/** Everything that can be made to go wrong. */
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

/** The request header that asks for a fault: `name`, or `name:count` to let every `count + 1`-th request through. */
export const FAULT_HEADER = 'x-stand-in-fault';

/** Which request suffers which fault. */
export interface FaultDesk {
  /** @throws Refusal for an unknown fault. */
  add(rule: FaultRule): void;
  clear(): void;
  rules(): readonly FaultRule[];
  /** The fault of this request, from its header or from the first rule that fits; counts it as struck. */
  take(method: string, path: string, header: string | undefined): { answer?: string; webhook?: string };
  /** The fault that the next delivery to `path` would suffer. */
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
    `There is no fault "${name}". There are: ${listFaults()
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
