import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { createWebhook, receiveWebhook } from '@aai-connectors/core/node';
import type { SampleContext } from './context.ts';

/** Receives a webhook when a transcript is ready, and verifies it. Source: `webhooks.md` sections 2 and 3. */
export default async function run({ client, print }: SampleContext): Promise<void> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const webhook = createWebhook({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/done` });

  const { id } = await client.transcripts.submit({ audio_url: 'https://assembly.ai/wildfires.mp3', ...webhook.params });
  const [request, response] = (await once(server, 'request')) as [IncomingMessage, ServerResponse];
  const body = await json(request);
  response.end();
  server.close();

  const expected = { secret: webhook.headerValue, ref: webhook.ref, transcriptId: id };
  const verdict = receiveWebhook({ body, headers: request.headers, query: request.url, expected });
  if (!verdict.accepted) throw new Error(verdict.message);
  print(`verified: ${verdict.verified}`);
  const transcript = await client.transcripts.get(id);
  print(transcript.text);
}
