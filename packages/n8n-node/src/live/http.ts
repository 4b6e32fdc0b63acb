import { type IN8nHttpFullResponse, type ITriggerFunctions, NodeOperationError } from 'n8n-workflow';
import { isRecord, type LiveFeed } from '../core.ts';
import { createFeeds } from './feeds.ts';
import { liveIo, pause } from './io.ts';
import { createOutages } from './outages.ts';
import type { Source, SourceParts } from './parts.ts';
import { discard, reasonOf } from './reach.ts';

const [FIRST_MS, LONGEST_MS] = [1_000, 60_000];
/** Milliseconds after which a stream counts as good, so that the next attempt follows soon. */
const GOOD_MS = 10_000;

/** What a link may lead to instead of audio that can be transcribed, by its content type. */
const NO_LIVE_AUDIO: readonly (readonly [type: RegExp, what: string])[] = [
  [/^audio\/(x-)?(mpeg|mp3)$/, 'MP3 audio'],
  [/^audio\/(x-)?flac$/, 'FLAC audio'],
  [/^(audio|application)\/(x-mpegurl|mpegurl|vnd\.apple\.mpegurl|x-scpls)$/, 'a playlist'],
  [/^text\/html$/, 'a web page'],
];

/** Audio from a link. */
export const http: Source = async (parts) => {
  const { host, settings, signal, log, reportOutage } = parts;
  const feeds = createFeeds(parts);
  const outages = createOutages(() => liveIo.now());
  let { opened } = parts;
  for (let waitMs = FIRST_MS; !signal.aborted;) {
    const startedAt = liveIo.now();
    try {
      const response = opened ?? (await openStream(host, settings.address, signal));
      opened = undefined;
      await readAll(parts, response, () => feeds.current());
      if (signal.aborted) break;
      feeds.end('ended');
      outages.over();
      if (!settings.restart) {
        log('The audio stream has ended. To open it again each time, turn on Restart Finished Stream.');
        break;
      }
      waitMs = FIRST_MS;
    } catch (failure) {
      if (signal.aborted) break;
      feeds.end('lost');
      if (liveIo.now() - startedAt > GOOD_MS) {
        outages.over();
        waitMs = FIRST_MS;
      }
      const why = wordsOf(failure);
      log(`The audio stream failed. ${why} Trying again.`);
      if (outages.failed()) reportOutage(why);
    }
    if (!(await pause(waitMs, signal))) break;
    waitMs = Math.min(waitMs * 2, LONGEST_MS);
  }
  await feeds.close();
};

/** @throws NodeOperationError if the link leads to no audio that can be transcribed; the error of the request */
export async function openStream(
  host: ITriggerFunctions,
  address: string,
  signal: AbortSignal,
): Promise<IN8nHttpFullResponse> {
  const response = (await host.helpers.httpRequest({
    url: address,
    encoding: 'stream',
    json: false,
    returnFullResponse: true,
    abortSignal: signal,
  })) as IN8nHttpFullResponse;
  const type = String(response.headers['content-type'] ?? '')
    .split(';')[0]!
    .trim()
    .toLowerCase();
  const what = NO_LIVE_AUDIO.find(([known]) => known.test(type))?.[1];
  if (what === undefined) return response;
  discard(response.body);
  throw new NodeOperationError(host.getNode(), `Address leads to ${what} (${type}), which cannot be transcribed live`, {
    description: 'Use a link to 16-bit PCM, mu-law, AAC, or Opus audio, and select its encoding.',
  });
}

/** A request that failed, in words that say what to do. */
export const wordsOf = (failure: unknown): string => {
  const reason = reasonOf(failure);
  if (reason !== undefined) return reason;
  const message = isRecord(failure) ? failure['message'] : undefined;
  return String(message ?? failure).replace(/[^.!?]$/, '$&.');
};

/** Reads a stream to its end. */
async function readAll(
  { signal }: SourceParts,
  response: IN8nHttpFullResponse,
  feed: () => LiveFeed | undefined,
): Promise<void> {
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    if (signal.aborted) return;
    await feed()?.write(chunk);
  }
}
