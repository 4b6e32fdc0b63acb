import { Readable } from 'node:stream';
import type { ZObject } from 'zapier-platform-core';
import { BadInputError } from './core.ts';
import { type Deadline, deadlineOf } from './deadline.ts';
import { endedEarly, steady } from './steady.ts';

/** Longest time between two parts of a file, ms. */
const LONGEST_PAUSE_MS = 8_000;

/** A file that is being downloaded. */
export interface OpenedLink {
  readonly body: AsyncIterable<Uint8Array>;
  /** The header `content-disposition`. */
  readonly disposition: string | undefined;
}

/**
 * Opens a link to a file. Its download ends with the run.
 *
 * @throws BadInputError if the link or the download fails, with the reason in words
 */
export async function openLink(z: ZObject, url: string, advice: Advice): Promise<OpenedLink> {
  const deadline = deadlineOf(z);
  const gate = new AbortController();
  const { signal } = gate;
  const stop = deadline.schedule(deadline.remainingMs(), () => gate.abort());
  let isStalled = false;
  const stall = (): void => {
    isStalled = true;
    gate.abort();
  };
  const failure = (thrown: unknown): BadInputError => broken(isStalled ? endedEarly() : thrown, url, deadline, advice);
  try {
    const options: DownloadOptions = { url, raw: true, skipThrowForStatus: true, signal };
    const response = await z.request(options);
    if (response.status >= 300) throw rejected(response.status, advice);
    const body = steady(Readable.from(response.body), LONGEST_PAUSE_MS, deadline, stall);
    return { body: read(body, failure, stop), disposition: response.getHeader('content-disposition') };
  } catch (thrown) {
    stop();
    throw thrown instanceof BadInputError ? thrown : failure(thrown);
  }
}

/** Options of the host's HTTP client. Its types lack the last one. */
interface DownloadOptions {
  url: string;
  raw: true;
  skipThrowForStatus: true;
  signal: AbortSignal;
}

async function* read(
  body: AsyncIterable<Uint8Array>,
  failure: (thrown: unknown) => BadInputError,
  stop: () => void,
): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (thrown) {
    throw failure(thrown);
  } finally {
    stop();
  }
}

/** What to do about a link that does not work. */
export interface Advice {
  /** If its server refuses it. */
  readonly expired: string;
  /** If the file does not arrive in time. */
  readonly slow: string;
}

const rejected = (status: number, { expired }: Advice): BadInputError =>
  failed(`Its link responded with status ${status}.`, status === 429 || status >= 500 ? AGAIN : expired);

const AGAIN = 'Replay the Zap run in a few minutes.';

/** The reason why a download failed. The host's HTTP client puts the error code of the system on its error. */
function broken(thrown: unknown, url: string, deadline: Deadline, { slow }: Advice): BadInputError {
  if (deadline.remainingMs() <= 0) {
    return failed('Its link is too slow. Zapier ends a step after 30 seconds.', slow);
  }
  const host = URL.canParse(url) ? new URL(url).hostname : 'the link';
  const { code } = Object(thrown) as { readonly code?: unknown };
  switch (code) {
    case 'ENOTFOUND':
      return failed(`The address ${host} does not exist.`, 'Check the link for typing errors.');
    case 'EAI_AGAIN':
      return failed(`The address ${host} could not be looked up.`, AGAIN);
    case 'ECONNREFUSED':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
      return failed(`The server ${host} cannot be reached.`, 'Check the link, or replay the Zap run later.');
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ERR_STREAM_PREMATURE_CLOSE':
      return failed(`The connection to ${host} broke before the end of the file.`, AGAIN);
    default:
      return typeof code === 'string' && /CERT|SSL|TLS|SELF_SIGNED/.test(code)
        ? failed(`The certificate of ${host} is not valid.`, 'Use a link to another server.')
        : failed(`The connection to ${host} failed.`, AGAIN);
  }
}

const failed = (reason: string, hint: string): BadInputError =>
  new BadInputError(`The file could not be downloaded. ${reason}`, { hint });
