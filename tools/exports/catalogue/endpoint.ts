import type { Fields, HostName, OutputField, ResourceId } from '@aai-connectors/core';
import type { AnswerName } from '../schema/answers.ts';

/** A request with the response to it, both as the catalogue's example has them. */
export interface Sample {
  /** Id of the operation whose example it is. */
  readonly name: string;
  readonly label: string;
  /** Values of path and query parameters. */
  readonly values: Readonly<Record<string, string>>;
  /** JSON body; undefined if the request has none, or if it is a file. */
  readonly body: unknown;
  /** JSON, or plain text. */
  readonly answer: unknown;
}

/** One HTTP request of the API, as the catalogue knows it. */
export interface Endpoint {
  /** Id of its operation, in snake case. */
  readonly id: string;
  readonly label: string;
  /** Imperative, with an article: `Get a transcript`. */
  readonly action: string;
  readonly help: string;
  readonly resource: ResourceId;
  readonly effect: 'read' | 'write' | 'delete';
  /** What to use instead; undefined for a current endpoint. */
  readonly instead: string | undefined;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly host: HostName;
  /** Path from the root of the host, with parameters in braces: `/v2/transcript/{transcript_id}`. */
  readonly path: string;
  /** Parameters in the path, in the query, and in the body. */
  readonly fields: Fields;
  /** What the body is. */
  readonly body: 'none' | 'json' | 'file' | 'form';
  /** Name of the response's type; `text` for plain text, `json` for an object without a type. */
  readonly answer: AnswerName | 'text' | 'json';
  readonly samples: readonly Sample[];
  /** The parts of the response that forms offer to later steps. */
  readonly output: readonly OutputField[];
}

export const inPath = (fields: Fields): Fields => placed(fields, 'path');
export const inQuery = (fields: Fields): Fields => placed(fields, 'query');
export const inBody = (fields: Fields): Fields => placed(fields, 'body');

const placed = (fields: Fields, place: 'path' | 'query' | 'body'): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, field]) => (field.place ?? 'body') === place));

/** `get_transcript` as `getTranscript`. */
export const camelCase = (id: string): string => id.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** `get_transcript` as `GetTranscript`. */
export const pascalCase = (id: string): string => camelCase(`_${id}`);
