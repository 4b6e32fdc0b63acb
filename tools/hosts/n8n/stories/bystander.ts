import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerFor } from './outside.ts';
import { drive } from './services/drive.ts';
import { feed } from './services/feed.ts';
import { model } from './services/model.ts';
import { renderer } from './services/renderer.ts';
import { type Answer, type Call, json, type Service } from './services/service.ts';
import { slack } from './services/slack.ts';
import { twilio, zoom } from './services/telephony.ts';

/** The other services that the templates use, such as a feed, a help desk, a chat, and a drive. */
export interface Bystander {
  readonly url: string;
  /** What n8n needs to reach the services that have a fixed address. */
  readonly env: NodeJS.ProcessEnv;
  /** JSON bodies that were posted to this path, the oldest first. */
  posted(path: string): readonly Readonly<Record<string, unknown>>[];
  /** Calls of this path, the oldest first. */
  calls(path: string): readonly Call[];
  close(): Promise<void>;
}

export interface BystanderOptions {
  /** Link of the recording in the only episode of `/feed.xml`. */
  readonly episode: string;
  /** The recording that the services contain. */
  readonly recording: Buffer;
}

export async function startBystander({ episode, recording }: BystanderOptions): Promise<Bystander> {
  const calls: Call[] = [];
  const services = [
    feed(episode),
    slack,
    drive(recording),
    twilio(recording),
    zoom(recording),
    renderer,
    model,
    takesAll,
  ];
  const server = createServer((request, response) => void respond(request, response).catch(() => response.destroy()));
  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await callOf(request);
    calls.push(call);
    const { status = 200, headers, body } = answerOf(services, call);
    response.writeHead(status, headers).end(body);
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const outside = answerFor(server, url);
  return {
    url,
    env: outside.env,
    posted: (path) =>
      calls
        .filter((call) => call.method === 'POST' && call.path === path)
        .map(({ body }) => JSON.parse(body.toString('utf8')) as Readonly<Record<string, unknown>>),
    calls: (path) => calls.filter((call) => call.path === path),
    close: () =>
      new Promise((resolve) => {
        outside.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Help desks, chats, and others that only take what is posted. */
const takesAll: Service = ({ method, host }) =>
  method === 'POST' && host === '127.0.0.1' ? json({ ok: true }) : undefined;

function answerOf(services: readonly Service[], call: Call): Answer {
  for (const service of services) {
    const answer = service(call);
    if (answer !== undefined) return answer;
  }
  return json({ error: `${call.method} ${call.host}${call.path} is unknown` }, 404);
}

async function callOf(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method = 'GET', headers } = request;
  const { hostname: host, pathname: path, searchParams: query } = new URL(request.url ?? '/', `http://${headers.host}`);
  return { method, host, path, query, headers, body: Buffer.concat(chunks) };
}
