import { describe, expect, it } from 'vitest';
import {
  type AnyEntry,
  type ApiRequest,
  createClient,
  ENTRIES,
  exampleInput,
  exampleOf,
  exampleResult,
  type Exchange,
  findEntry,
  REGIONS,
  KNOWN,
  perform,
} from '../../src/index.ts';
import { scripted, type Step } from '../support/scripted.ts';

const byId = ENTRIES.map((entry) => [entry.id, entry] as const);

describe('an example', () => {
  it.each(byId)('of %s causes the exchange it says, and the result that its sample is made of', async (_, entry) => {
    const { requests, result } = await played(entry);
    expect(requests).toEqual(exampleOf(entry).exchange.map(requestOf));
    expect(result).toEqual(exampleResult(entry));
  });

  it('fails if the entry sends another request', async () => {
    const entry = findEntry('get_sentences')!;
    const { requests } = await played({ ...entry, example: { ...entry.example, exchange: [SOMETHING_ELSE] } });
    expect(requests).not.toEqual([requestOf(SOMETHING_ELSE)]);
  });

  it('that is missing is named, with what to add', () => {
    const { example: _, ...entry } = findEntry('get_transcript')!;
    expect(() => exampleOf(entry)).toThrow(
      'The entry "get_transcript" has no example. Add `example`, with an input and the requests that it causes, to its file.',
    );
  });

  it('runs with the values of another account, alone and inside strings', () => {
    const entry: AnyEntry = {
      ...findEntry('custom_api_call')!,
      example: { input: { path: `/v2/transcript/${KNOWN.transcriptId}`, ids: [KNOWN.transcriptId] }, exchange: [] },
    };
    expect(exampleInput(entry, { transcriptId: 't-1' })).toEqual({ path: '/v2/transcript/t-1', ids: ['t-1'] });
    expect(exampleInput(entry, {})).toEqual(entry.example.input);

    const file = new Uint8Array([1]);
    expect(exampleInput(findEntry('upload_file')!, { file })['file']).toBe(file);
    expect(exampleInput(findEntry('upload_file')!, { transcriptId: 't-1' })['file']).toBe(KNOWN.file);
  });
});

const SOMETHING_ELSE: Exchange = { method: 'GET', path: '/v2/transcript', answer: { sentences: [] } };

const HOSTS = REGIONS.us;

/** Runs an entry with the input of its example, against the responses of its example. */
async function played(entry: AnyEntry): Promise<{ readonly requests: readonly Request[]; readonly result: unknown }> {
  const { input, exchange } = exampleOf(entry);
  const requests: Request[] = [];
  const { io } = scripted(exchange.map(({ answer }) => answerOf(answer)));
  const client = createClient({
    apiKey: 'key',
    io: {
      ...io,
      async send(request, signal) {
        requests.push(await sentAs(request));
        return io.send(request, signal);
      },
    },
  });
  return { result: await perform(entry, input, { client }), requests };
}

const answerOf = (answer: unknown): Step =>
  typeof answer === 'string' ? { text: answer } : { json: answer, headers: { 'content-type': 'application/json' } };

interface Request {
  readonly method: string;
  readonly address: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const requestOf = ({ method, host = 'api', path, query = {}, body }: Exchange): Request => ({
  method,
  address: `${HOSTS[host]}${path}`,
  query,
  body: body instanceof Uint8Array ? [...body] : body,
});

async function sentAs({ method, url, body }: ApiRequest): Promise<Request> {
  const { origin, pathname, searchParams } = new URL(url);
  return { method, address: `${origin}${pathname}`, query: Object.fromEntries(searchParams), body: await bodyOf(body) };
}

async function bodyOf(body: ApiRequest['body']): Promise<unknown> {
  if (body === undefined) return undefined;
  if (typeof body === 'string') return JSON.parse(body) as unknown;
  const bytes: number[] = [];
  for await (const piece of body) bytes.push(...piece);
  return bytes;
}
