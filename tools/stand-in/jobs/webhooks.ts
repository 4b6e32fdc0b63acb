import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { type Clock, pause } from '../clock.ts';
import type { TranscriptRecord } from './transcripts.ts';

export type DeliveryKind = 'transcript' | 'redacted-audio';

/** One attempt to deliver, as the log keeps it. */
export interface Delivery {
  readonly transcriptId: string;
  readonly kind: DeliveryKind;
  readonly url: string;
  readonly body: unknown;
  /** 1 is the first. */
  readonly attempt: number;
  /** When it began, on the stand-in's clock. */
  readonly at: number;
  /** What the receiver answered. */
  readonly status?: number;
  /** Why there was no answer. */
  readonly error?: string;
  /** `lost`: never sent, by a fault. */
  readonly outcome: 'delivered' | 'retried' | 'given-up' | 'lost';
}

export interface Webhooks {
  /** Sends until it is delivered or given up; resolves after the first attempt. */
  send(record: TranscriptRecord, kind: DeliveryKind, body: unknown): Promise<void>;
  /** Notes a delivery that a fault swallowed. */
  lose(record: TranscriptRecord, kind: DeliveryKind, body: unknown): void;
  readonly log: readonly Delivery[];
}

/** Contract: `webhooks.md` section 6. */
const ATTEMPTS = 10;
const PAUSE_MS = 10_000;
const ANSWER_MS = 10_000;

export interface WebhookSettings {
  readonly clock: Clock;
  readonly closed: AbortSignal;
  readonly clientErrorsFinal: boolean;
}

export function createWebhooks({ clock, closed, clientErrorsFinal }: WebhookSettings): Webhooks {
  const log: Delivery[] = [];

  async function attempt(
    record: TranscriptRecord,
    kind: DeliveryKind,
    body: unknown,
    number: number,
  ): Promise<boolean> {
    const url = record.request.webhook_url ?? '';
    const at = clock.now();
    const reply = await clock.track(post(url, body, authOf(record), clock, closed));
    if (closed.aborted) return true;
    if (reply.status !== undefined) record.webhookStatusCode = reply.status;
    const delivered = reply.status !== undefined && reply.status >= 200 && reply.status < 300;
    const refused = clientErrorsFinal && reply.status !== undefined && reply.status >= 400 && reply.status < 500;
    const outcome = delivered ? 'delivered' : refused || number === ATTEMPTS ? 'given-up' : 'retried';
    log.push({ transcriptId: record.id, kind, url, body, attempt: number, at, ...reply, outcome });
    return outcome !== 'retried';
  }

  return {
    log,
    async send(record, kind, body) {
      if (await attempt(record, kind, body, 1)) return;
      void redeliver();

      async function redeliver(): Promise<void> {
        for (let number = 2; number <= ATTEMPTS; number++) {
          await pause(clock, PAUSE_MS, closed);
          if (closed.aborted || (await attempt(record, kind, body, number))) return;
        }
      }
    },
    lose(record, kind, body) {
      const url = record.request.webhook_url ?? '';
      log.push({ transcriptId: record.id, kind, url, body, attempt: 1, at: clock.now(), outcome: 'lost' });
    },
  };
}

function authOf({ request }: TranscriptRecord): Record<string, string> {
  const { webhook_auth_header_name: name, webhook_auth_header_value: value } = request;
  return typeof name === 'string' && typeof value === 'string' ? { [name]: value } : {};
}

interface Reply {
  readonly status?: number;
  readonly error?: string;
}

/** Never rejects: no answer is an answer too. */
function post(
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>>,
  clock: Clock,
  closed: AbortSignal,
): Promise<Reply> {
  return new Promise((resolve) => {
    const bytes = Buffer.from(JSON.stringify(body));
    const giveUp = new AbortController();
    const cancel = clock.schedule(ANSWER_MS, () => giveUp.abort());
    const finish = (reply: Reply): void => {
      cancel();
      resolve(reply);
    };
    try {
      const send = url.startsWith('https:') ? httpsRequest : httpRequest;
      const request = send(url, {
        method: 'POST',
        agent: false,
        signal: AbortSignal.any([giveUp.signal, closed]),
        headers: { 'content-type': 'application/json', 'content-length': bytes.byteLength, ...headers },
      });
      request.on('response', (response) => {
        response.resume();
        finish({ status: response.statusCode ?? 0 });
      });
      request.on('error', (error: Error & { code?: string }) =>
        finish({ error: giveUp.signal.aborted ? 'no answer within 10 seconds' : (error.code ?? error.message) }),
      );
      request.end(bytes);
    } catch (error) {
      finish({ error: error instanceof Error ? error.message : String(error) });
    }
  });
}
