import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The other services that the templates use: a feed, a help desk, a chat. */
export interface Bystander {
  readonly url: string;
  /** What was posted to this path, the oldest first. */
  posted(path: string): readonly Readonly<Record<string, unknown>>[];
  close(): Promise<void>;
}

/** @param episode link of the recording in the only episode of `/feed.xml` */
export async function startBystander(episode: string): Promise<Bystander> {
  const posts: { readonly path: string; readonly body: Readonly<Record<string, unknown>> }[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (request.method === 'GET') {
      response.setHeader('content-type', 'application/rss+xml').end(feedOf(episode));
      return;
    }
    void textOf(request).then((text) => {
      posts.push({ path, body: JSON.parse(text) as Readonly<Record<string, unknown>> });
      response.setHeader('content-type', 'application/json').end('{"ok":true}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posted: (path) => posts.filter((post) => post.path === path).map(({ body }) => body),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

const feedOf = (episode: string): string => `<?xml version="1.0"?>
<rss version="2.0"><channel><title>News</title><link>https://podcast.example.com</link>
<item><title>Wildfires</title><guid>episode-1</guid><link>https://podcast.example.com/1</link>
<enclosure url="${episode}" type="audio/mpeg" length="1"/></item>
</channel></rss>`;
