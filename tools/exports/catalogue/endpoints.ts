import { type AnyEntry, ENTRIES, exampleOf, type Exchange, type Fields, isRecord, REGIONS } from '@aai-connectors/core';
import type { Endpoint, Sample } from './endpoint.ts';
import { lemurEndpoints } from './lemur.ts';
import { pathTemplate, textsIn } from './recorded.ts';
import { liveEndpoint, syncEndpoint } from './speech.ts';

/** The type of each operation's response. For other operations, clients get an object without named members. */
const ANSWERS: Readonly<Record<string, Endpoint['answer']>> = {
  transcribe: 'Transcript',
  get_transcript: 'Transcript',
  wait_for_transcript: 'Transcript',
  delete_transcript: 'Transcript',
  list_transcripts: 'TranscriptPage',
  get_sentences: 'SentencesResponse',
  get_paragraphs: 'ParagraphsResponse',
  search_words: 'WordSearchResponse',
  get_redacted_audio: 'RedactedAudio',
  upload_file: 'UploadedFile',
  summarize_transcript: 'UnderstoodTranscript',
  list_action_items: 'UnderstoodTranscript',
  translate_transcript: 'UnderstoodTranscript',
  identify_speakers: 'UnderstoodTranscript',
  format_transcript: 'UnderstoodTranscript',
  llm_chat: 'ChatResponse',
  create_streaming_token: 'StreamingToken',
  lemur_get_response: 'LemurTextResponse',
  lemur_purge: 'LemurPurgeResponse',
};

/** Words of a request that differ from those of the operation, which may send several requests. */
const WORDS: Readonly<Record<string, Partial<Pick<Endpoint, 'id' | 'label' | 'action' | 'help'>>>> = {
  transcribe: {
    help: 'Submits an audio or video file for transcription and returns the queued transcript. Get the transcript until its status is completed or error, or set a webhook URL.',
  },
  summarize_transcript: {
    id: 'understand_transcript',
    label: 'Understand Transcript',
    action: 'Run Speech Understanding on a transcript',
    help: 'Summarizes, translates, or formats a finished transcript, lists its action items, or identifies its speakers.',
  },
};

/** Everything that can be requested from the API, each request once, in the order of the catalogue. */
export async function endpoints(): Promise<readonly Endpoint[]> {
  const groups = Map.groupBy(requests(), ({ method, path }) => `${method} ${path}`);
  return [...[...groups.values()].map(merged), ...(await lemurEndpoints()), syncEndpoint, liveEndpoint];
}

/** The request of every operation that has one, as its own form shows it. */
export const requests = (): readonly Endpoint[] => ENTRIES.filter(isOneRequest).map(requestOf);

/**
 * Whether an entry stands for one request: not if the user chooses the path, and not if it combines requests. A job
 * does too, because its first request starts it and the caller waits.
 */
const isOneRequest = (entry: AnyEntry): boolean =>
  (entry.kind === 'job' || exampleOf(entry).exchange.length === 1) &&
  Object.values(entry.params).some(({ place }) => place !== 'local');

function requestOf(entry: AnyEntry): Endpoint {
  const { input, exchange } = exampleOf(entry);
  const [{ method, host = 'api', path, body, answer, query = {} }] = exchange as readonly [Exchange];
  if (method === 'PUT' || method === 'PATCH') throw new Error(`No writer knows the method ${method} of ${entry.id}.`);
  const values = textsIn(input, keysIn(entry.params, 'path'));
  const template = pathTemplate(path, values);
  const fields = sent(entry.params, template);
  const isFile = body instanceof Uint8Array;
  return {
    id: entry.id,
    label: entry.label,
    action: entry.action,
    help: entry.help,
    resource: entry.resource,
    effect: entry.effect,
    instead: (entry.status ?? 'current') === 'current' ? undefined : entry.note,
    method,
    host,
    path: `${rootOf(host)}${template}`,
    fields,
    body: isFile ? 'file' : body === undefined ? 'none' : 'json',
    answer: ANSWERS[entry.id] ?? (typeof answer === 'string' ? 'text' : 'json'),
    output: returned(entry, answer),
    samples: [
      {
        name: entry.id,
        label: entry.label,
        values: { ...textsIn(input, keysIn(fields, 'path')), ...query },
        body: isFile ? undefined : body,
        answer,
      } satisfies Sample,
    ],
  };
}

/**
 * What the response itself contains. An operation that computes its result, or that waits for it, declares more than its
 * first response has.
 */
function returned({ output, sample, kind, file }: AnyEntry, answer: unknown): Endpoint['output'] {
  const given = output.filter(({ derived }) => derived === undefined);
  if (typeof answer === 'string') return given.filter(({ key }) => key === file?.text);
  if (sample === undefined && kind === 'operation') return given;
  return given.filter(({ key }) => isRecord(answer) && Object.hasOwn(answer, key));
}

/** Path below which a host serves the API: `/v1` of the LLM Gateway. */
function rootOf(host: Endpoint['host']): string {
  const { pathname } = new URL(REGIONS.us[host] ?? '');
  return pathname === '/' ? '' : pathname;
}

const keysIn = (fields: Fields, place: 'path'): readonly string[] =>
  Object.keys(fields).filter((key) => fields[key]!.place === place);

/** The fields that are sent. One that identifies the record, but is not in the path, is in the body. */
const sent = (fields: Fields, template: string): Fields =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, field]) => field.place !== 'local')
      .map(([key, field]) => [
        key,
        field.place === 'path' && !template.includes(`{${key}}`) ? { ...field, place: 'body' } : field,
      ]),
  );

/** Operations that send the same request with other parameters become one. */
function merged(group: readonly Endpoint[]): Endpoint {
  const [first, ...others] = group as readonly [Endpoint, ...Endpoint[]];
  const isSame = others.every(({ fields }) => Object.keys(fields).join() === Object.keys(first.fields).join());
  return {
    ...first,
    ...WORDS[first.id],
    fields: isSame ? first.fields : union(group.map(({ fields }) => fields)),
    output: [...new Map(group.flatMap(({ output }) => output).map((field) => [field.key, field])).values()],
    samples: isSame ? first.samples : group.flatMap(({ samples }) => samples),
  };
}

/** A field that not all of them have is required only if the object that contains it is set. */
function union(all: readonly Fields[]): Fields {
  return Object.fromEntries(
    all.flatMap((fields) =>
      Object.entries(fields).map(([key, field]) => [
        key,
        all.every((other) => Object.hasOwn(other, key)) ? field : { ...field, showWhen: {} },
      ]),
    ),
  );
}
