import type { ApiRequest } from '../host-io.ts';
import type { HostName } from '../regions.ts';
import type { Repeat } from './retry.ts';
import type { Upload } from './upload.ts';

/** Values of a query. Items of a list are encoded one by one and joined by commas that are not. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** One call of the API, before it is a request. */
export interface Call {
  /** Name for logs and errors: `transcripts.get`. */
  readonly operation: string;
  readonly method: ApiRequest['method'];
  /** @default 'api' */
  readonly host?: HostName;
  /** Below the host, starting with a slash, ids already encoded; or an absolute URL. */
  readonly path: string;
  readonly query?: Query | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Sent as JSON. `undefined` members are left out. */
  readonly json?: unknown;
  /** The bytes to send. */
  readonly upload?: Upload;
  readonly repeat: Repeat;
  /** @default 30 000 */
  readonly timeoutMs?: number;
  /** Goes into every error. */
  readonly transcriptId?: string | undefined;
  /** Sent without the key: a public file. */
  readonly isPublic?: boolean;
}
