import type { RawHttpResponse, ZObject } from 'zapier-platform-core';
import { BadInputError } from './core.ts';
import { type Deadline, deadlineOf } from './deadline.ts';

/** A file that is being downloaded. */
export interface OpenedLink {
  readonly body: AsyncIterable<Uint8Array>;
  /** The header `content-disposition`. */
  readonly disposition: string | undefined;
}

/**
 * Opens a link to a file. Its download ends with the run.
 *
 * @param whenExpired what to do if the link does not work any more
 * @throws BadInputError if the link or the download fails, with the reason in words
 */
export async function openLink(z: ZObject, url: string, whenExpired = EXPIRED): Promise<OpenedLink> {
  const deadline = deadlineOf(z);
  const { signal, stop } = abortAtEnd(deadline);
  try {
    const options: DownloadOptions = { url, raw: true, skipThrowForStatus: true, signal };
    const response = await z.request(options);
    if (response.status >= 300) throw rejected(response.status, whenExpired);
    return { body: read(response, url, deadline, stop), disposition: response.getHeader('content-disposition') };
  } catch (thrown) {
    stop();
    throw thrown instanceof BadInputError ? thrown : broken(thrown, url, deadline);
  }
}

/** Options of the host's HTTP client. Its types lack the last one. */
interface DownloadOptions {
  url: string;
  raw: true;
  skipThrowForStatus: true;
  signal: AbortSignal;
}

function abortAtEnd(deadline: Deadline): { readonly signal: AbortSignal; readonly stop: () => void } {
  const gate = new AbortController();
  return { signal: gate.signal, stop: deadline.schedule(deadline.remainingMs(), () => gate.abort()) };
}

async function* read(
  { body }: RawHttpResponse,
  url: string,
  deadline: Deadline,
  stop: () => void,
): AsyncGenerator<Uint8Array> {
  try {
    yield* body as AsyncIterable<Uint8Array>;
  } catch (thrown) {
    throw broken(thrown, url, deadline);
  } finally {
    stop();
  }
}

const EXPIRED = 'Links to files expire. Map the file from an earlier step of this Zap.';

const rejected = (status: number, whenExpired: string): BadInputError =>
  failed(`Its link responded with status ${status}.`, status === 429 || status >= 500 ? AGAIN : whenExpired);

const AGAIN = 'Replay the Zap run in a few minutes.';

/** The reason why a download failed. The host's HTTP client puts the error code of the system on its error. */
function broken(thrown: unknown, url: string, deadline: Deadline): BadInputError {
  if (deadline.remainingMs() <= 0) {
    return failed(
      'Its link is too slow for the time that Zapier allows a step.',
      'Enter the link in Audio URL instead.',
    );
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
  new BadInputError(`The audio file could not be downloaded. ${reason}`, { hint });
