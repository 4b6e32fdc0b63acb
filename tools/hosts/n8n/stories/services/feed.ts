import type { Service } from './service.ts';

/** A podcast with one episode. */
export const feed =
  (episode: string): Service =>
  ({ method, path }) =>
    method === 'GET' && path === '/feed.xml'
      ? { headers: { 'content-type': 'application/rss+xml' }, body: feedOf(episode) }
      : undefined;

const feedOf = (episode: string): string => `<?xml version="1.0"?>
<rss version="2.0"><channel><title>News</title><link>https://podcast.example.com</link>
<item><title>Wildfires</title><guid>episode-1</guid><link>https://podcast.example.com/1</link>
<enclosure url="${episode}" type="audio/mpeg" length="1"/></item>
</channel></rss>`;
