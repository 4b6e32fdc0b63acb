import type { CompletedTranscript } from '@aai-connectors/core';
import {
  type Failure,
  type JobEvent,
  type KeyRequest,
  REQUEST_HEADER,
  ROUTES,
  type ServiceInfo,
} from '../../shared/protocol.ts';
import type { OptionKey } from '../../shared/try-it-data.ts';
import { createLineReader } from './lines.ts';

const HEADERS = { [REQUEST_HEADER]: '1' };

/** Address of a file or route of the site, from a page of any depth. */
export const addressOf = (path: string): string => `${document.documentElement.dataset['root'] ?? './'}${path}`;

/** A failure that the server reported, in its words. */
export class ServerFailure extends Error {
  readonly transcriptId: string | undefined;
  constructor({ message, transcriptId }: Pick<Failure, 'message' | 'transcriptId'>) {
    super(message);
    this.transcriptId = transcriptId;
  }
}

const NO_CONNECTION = 'The gallery server does not respond. Is `npm run gallery` still running?';

async function requestJson<T>(path: string, init: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(addressOf(path), init);
  } catch {
    throw new ServerFailure({ message: NO_CONNECTION });
  }
  const body = (await response.json()) as T | Failure;
  if (!response.ok) throw new ServerFailure(body as Failure);
  return body as T;
}

/** @returns what transcribes, or `undefined` on a copy of the site without a server */
export async function findService(): Promise<ServiceInfo | undefined> {
  try {
    const response = await fetch(addressOf(ROUTES.service));
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
    return response.ok && isJson ? ((await response.json()) as ServiceInfo) : undefined;
  } catch {
    return undefined;
  }
}

/** Sends the key to the local server, which checks it and keeps it in memory. @throws ServerFailure */
export const useKey = (request: KeyRequest): Promise<ServiceInfo> =>
  requestJson(ROUTES.key, {
    method: 'POST',
    headers: { ...HEADERS, 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });

export const removeKey = (): Promise<ServiceInfo> => requestJson(ROUTES.key, { method: 'DELETE', headers: HEADERS });

/** A token for one live session. @throws ServerFailure */
export const createToken = async (): Promise<string> =>
  (await requestJson<{ readonly token: string }>(ROUTES.token, { method: 'POST', headers: HEADERS })).token;

export interface TranscribeRequest {
  readonly file: Blob;
  readonly name: string;
  readonly options: ReadonlySet<OptionKey>;
  readonly signal: AbortSignal;
  /** Receives the share of the file that was sent, 0 to 1. */
  readonly onUpload: (share: number) => void;
  readonly onEvent: (event: JobEvent<CompletedTranscript>) => void;
}

/**
 * Sends a recording and follows its job. Uses XMLHttpRequest, because `fetch` reports no progress of an upload.
 *
 * @throws ServerFailure; the reason of `signal` after an abort
 */
export function transcribe(request: TranscribeRequest): Promise<CompletedTranscript> {
  const { file, name, options, signal, onUpload, onEvent } = request;
  const query = new URLSearchParams({ name, ...Object.fromEntries([...options].map((key) => [key, 'true'])) });
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    const readLines = createLineReader((line) => {
      const event = JSON.parse(line) as JobEvent<CompletedTranscript>;
      onEvent(event);
      if (event.type === 'completed') resolve(event.transcript);
      if (event.type === 'failed') reject(new ServerFailure(event));
    });
    const stop = (): void => xhr.abort();
    signal.addEventListener('abort', stop, { once: true });
    xhr.upload.onprogress = ({ loaded, total }) => onUpload(total > 0 ? loaded / total : 0);
    xhr.onprogress = () => readLines(xhr.responseText);
    xhr.onload = () => {
      readLines(`${xhr.responseText}\n`);
      reject(new ServerFailure({ message: xhr.status === 200 ? NO_CONNECTION : messageOf(xhr.responseText) }));
    };
    xhr.onerror = () => reject(new ServerFailure({ message: NO_CONNECTION }));
    xhr.onabort = () => reject(signal.reason as Error);
    xhr.onloadend = () => signal.removeEventListener('abort', stop);
    xhr.open('POST', `${addressOf(ROUTES.transcripts)}?${query}`);
    for (const [header, value] of Object.entries(HEADERS)) xhr.setRequestHeader(header, value);
    xhr.send(file);
  });
}

function messageOf(body: string): string {
  try {
    return (JSON.parse(body) as Failure).message;
  } catch {
    return NO_CONNECTION;
  }
}
