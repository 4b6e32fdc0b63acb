/** A body as it is kept: parsed JSON, text, or only the measure of bytes that nobody needs to read. */
export type RecordedBody =
  { readonly json: unknown } | { readonly text: string } | { readonly bytes: number; readonly sha256: string };

export interface RecordedRequest {
  readonly method: string;
  /** Which of the API's hosts it went to. */
  readonly host: HostName;
  /** With its query, without its host. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: RecordedBody;
}

export interface RecordedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: RecordedBody;
}

export interface Exchange {
  readonly request: RecordedRequest;
  readonly response: RecordedResponse;
}

/** One recorded session, in the order the requests were answered. */
export interface Scenario {
  readonly name: string;
  /** Where it comes from: the hosts, and the day it was recorded. */
  readonly provenance: { readonly hosts: Readonly<Record<HostName, string>>; readonly recorded: string };
  readonly exchanges: readonly Exchange[];
}

export type HostName = 'api' | 'llm' | 'streaming';

export const HOST_NAMES: readonly HostName[] = ['api', 'llm', 'streaming'];
