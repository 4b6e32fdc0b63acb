import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWebhook, isAssemblyAIError, receiveWebhook } from '@aai-connectors/core';
import { type Fault, isVirtual, listFaults } from '@aai-connectors/stand-in';
import { KNOWN_AUDIO, type Stage } from './stage.ts';

/** How a job came through that reports to a webhook. */
export interface WebhookRow {
  readonly fault: Fault;
  /** Calls that came. */
  readonly deliveries: number;
  /** Of them, those that were a new report of this job, and could be trusted. */
  readonly handled: number;
  /** `ok`, or the code of the error. */
  readonly end: string;
}

export const webhookFaults = (): readonly Fault[] => listFaults().filter(({ strikes }) => strikes === 'webhook');

/** Milliseconds of the stand-in's clock after which a receiver checks the transcript itself. */
const LOOK_AFTER_MS = 120_000;

/** Starts a job with a webhook, and checks the transcript if no delivery arrives, as a host that suspends does. */
export async function runWebhook(stage: Stage, fault: Fault): Promise<WebhookRow> {
  const { clock } = stage.standIn;
  if (!isVirtual(clock)) throw new Error('The stage needs a clock that can be moved.');
  const calls: {
    readonly headers: Record<string, string | string[] | undefined>;
    readonly body: string;
    readonly url: string;
  }[] = [];
  const receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => (body += String(piece)));
    request.on('end', () => {
      calls.push({ headers: request.headers, body, url: request.url ?? '' });
      response.end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  try {
    const webhook = createWebhook({ url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook` });
    const { client } = stage.client({ fault: fault.name, times: 1 });
    const { id } = await client.transcripts.submit({ audio_url: KNOWN_AUDIO, ...webhook.params });
    await clock.advance(LOOK_AFTER_MS);

    const seen = new Set<string>();
    for (const { headers, body, url } of calls) {
      const verdict = receiveWebhook({
        headers,
        body,
        query: new URL(url, 'http://receiver').searchParams,
        expected: { headerName: webhook.headerName, secret: webhook.headerValue, transcriptId: id },
      });
      if (verdict.accepted && verdict.verified && verdict.event.kind === 'transcript') seen.add(verdict.key);
    }
    const { status } = await stage.client().client.transcripts.wait(id, { deadlineMs: LOOK_AFTER_MS });
    return { fault, deliveries: calls.length, handled: seen.size, end: status === 'completed' ? 'ok' : status };
  } catch (error) {
    return {
      fault,
      deliveries: calls.length,
      handled: 0,
      end: isAssemblyAIError(error) ? error.code : `CRASH: ${String(error)}`,
    };
  } finally {
    receiver.closeAllConnections();
    await new Promise((resolve) => receiver.close(resolve));
  }
}

/** What is wrong with a row: a job that did not end well, or that was reported as done more than once. */
export function webhookComplaint({ fault, handled, end }: WebhookRow): string | undefined {
  if (end !== 'ok') return `webhook × ${fault.name}: ended in ${end}`;
  const wanted = fault.name === 'webhook-lost' ? 0 : 1;
  return handled === wanted ? undefined : `webhook × ${fault.name}: handled ${handled} reports, not ${wanted}`;
}
