import type { ApiRequest } from '../host-io.ts';
import type { HostName } from '../regions.ts';
import type { Repeat } from './retry.ts';
import type { Upload } from './upload.ts';

/** Query parameters. List items are encoded one by one and joined by unencoded commas. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** One API call, before it becomes a request. */
export interface Call {
  /** Name for logs and errors, such as `transcripts.get`. */
  readonly operation: string;
  readonly method: ApiRequest['method'];
  /** @default 'api' */
  readonly host?: HostName;
  /** Path below the host, starting with a slash, with encoded IDs; or an absolute URL. */
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
  /** Added to every error. */
  readonly transcriptId?: string | undefined;
  /** A public file. The request is sent without the key. */
  readonly isPublic?: boolean;
}
