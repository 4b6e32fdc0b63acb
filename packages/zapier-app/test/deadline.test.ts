import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ZObject } from 'zapier-platform-core';
import app from '../src/index.ts';
import { clientFor } from '../src/client.ts';
import { BUDGET_MS, type Clock, deadlineOf, isUnderDeadline, underDeadline } from '../src/deadline.ts';
import { exampleInput, findEntry } from '../src/core.ts';
import { hydrators } from '../src/hydrators.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Every function in a value, with its path. */
function functionsIn(value: unknown, path: readonly string[] = []): (readonly [path: string, part: object])[] {
  if (typeof value === 'function') return [[path.join('.'), value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => functionsIn(part, [...path, key]));
}

type Run = (z: unknown, bundle: unknown) => Promise<unknown>;

const never = (): Promise<never> => new Promise(() => undefined);

describe('The app', () => {
  const all = functionsIn(app);

  it('has each function under a deadline', () => {
    expect(all.length).toBeGreaterThan(30);
    expect(all.filter(([, part]) => !isUnderDeadline(part)).map(([path]) => path)).toEqual([]);
  });

  it.each([
    'authentication.test',
    'triggers.new_transcript.operation.perform',
    'triggers.transcript_choices.operation.perform',
    'searches.get_transcript.operation.perform',
    'searches.list_transcripts.operation.perform',
    'creates.transcribe.operation.perform',
    'creates.transcribe.operation.performResume',
    'creates.upload_file.operation.perform',
  ])('has %s among them', (path) => {
    expect(all.map(([one]) => one)).toContain(path);
  });

  it('has the parts of each search that can create under a deadline', () => {
    const pairs = Object.values(app.searchOrCreates!);
    expect(pairs.length).toBeGreaterThan(0);
    for (const { search, create } of pairs) {
      expect(isUnderDeadline(app.searches![search]!.operation.perform)).toBe(true);
      expect(isUnderDeadline(app.creates![create]!.operation.perform!)).toBe(true);
    }
  });

  it('has the same hydrators that results name, because the host finds them by identity', () => {
    for (const [name, hydrator] of Object.entries(hydrators)) {
      expect(Reflect.get(app.hydrators!, name)).toBe(hydrator);
    }
  });

  const partAt = (path: string): Run => all.find(([one]) => one === path)![1] as unknown as Run;

  const RECORDINGS = { audio_url: 'https://example.com/a.mp3', file_url: 'https://example.com/a.mp3' };
  /** Answers with which the function sends a request. */
  function inputFor(path: string): object {
    const entry = findEntry(path.split('.')[1]!);
    const answers = entry === undefined ? {} : exampleInput(entry, { transcriptId: 't-1' });
    return { ...answers, ...RECORDINGS, ...BY_ID, ...ON_FORM[path] };
  }
  const ON_FORM: Readonly<Record<string, object>> = {
    'hydrators.operationFile': { entry: 'get_subtitles', answers: { transcript_id: 't-1', format: 'srt' } },
    'creates.upload_file.operation.perform': { file: '' },
    'creates.lemur_question_answer.operation.perform': { questions: [{ questions_question: 'Who speaks?' }] },
  };
  const BY_ID = { transcript_id: 't-1', id: 't-1', key: 'srt', url: 'https://example.com/a.mp3' };

  it.each<[string, Run, object, object]>([
    ...all
      .filter(([path]) => /perform(?:Resume)?$|\.test$|^hydrators/.test(path))
      .map(([path]): [string, Run, object, object] => [path, partAt(path), inputFor(path), {}]),
    ...[{ audio: 'a.mp3' }, { created_before: '2020-01-01' }].map((answers): [string, Run, object, object] => [
      `the search by ${Object.keys(answers)[0]!}`,
      partAt('searches.get_transcript.operation.perform'),
      answers,
      {},
    ]),
    ['the second page of a list', partAt('triggers.transcript_choices.operation.perform'), {}, { page: 1 }],
    ['the upload of a file', partAt('creates.transcribe.operation.perform'), { audio_file: RECORDINGS.audio_url }, {}],
    ['the test of a step', partAt('creates.transcribe.operation.perform'), RECORDINGS, { isLoadingSample: true }],
  ])('ends %s in time when nothing answers', async (_, run, inputData, meta) => {
    const request = vi.fn(never);
    const cursor = { get: vi.fn(never), set: never };
    const z = {
      request,
      cursor,
      stashFile: never,
      cache: { get: never, set: never },
      errors: { ThrottledError: Error },
      generateCallbackUrl: () => 'https://hooks.example.com/1',
      dehydrate: () => '',
      dehydrateFile: () => '',
    };
    const bundle = {
      authData: { api_key: 'a-key' },
      inputData,
      outputData: { id: 't-1' },
      cleanedRequest: {},
      meta,
    };
    let isDone = false;
    run(z, bundle).then(
      () => (isDone = true),
      () => (isDone = true),
    );
    await vi.advanceTimersByTimeAsync(BUDGET_MS + 1_000);
    expect(isDone).toBe(true);
    expect(request.mock.calls.length + cursor.get.mock.calls.length).toBeGreaterThan(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('A deadline', () => {
  /** A clock that the test moves. */
  function clockOf(): Clock & { at: number } {
    return { at: 0, now: () => clock.at, schedule: () => () => undefined };
  }
  const clock = clockOf();

  it('starts when the host calls the function, on the given clock', async () => {
    clock.at = 5_000;
    const { run } = underDeadline({ run: (z: ZObject) => Promise.resolve(deadlineOf(z).remainingMs()) }, clock);
    const z = {} as ZObject;
    expect(await run(z)).toBe(BUDGET_MS);
    clock.at += 20_000;
    expect(deadlineOf(z).remainingMs()).toBe(BUDGET_MS - 20_000);
  });

  it('leaves the results of functions unchanged, also of those that return no promise', async () => {
    const part = underDeadline({ now: () => ['a'], later: () => Promise.resolve('b'), other: [1, { two: 2 }] });
    expect(part.now()).toEqual(['a']);
    expect(await part.later()).toBe('b');
    expect(part.other).toEqual([1, { two: 2 }]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('covers a function once', () => {
    const once = underDeadline(() => 1);
    expect(underDeadline({ once }).once).toBe(once);
  });

  it('ends a run that ignores it, with a sentence', async () => {
    const work = underDeadline(never)();
    work.catch(() => undefined);
    await vi.advanceTimersByTimeAsync(BUDGET_MS + 500);
    await expect(work).rejects.toThrow('did not finish within 26 seconds');
  });
});

describe('Requests', () => {
  /** Runs `work` with a service that answers after `delayMs`. */
  function run<T>(delayMs: number, work: (z: ZObject) => Promise<T>, status = 200): Promise<T> {
    const z = {
      request: ({ signal }: { signal: AbortSignal }) =>
        new Promise((resolve, reject) => {
          const answer = { status, headers: new Map(), body: [Buffer.from('{"transcripts":[],"choices":[]}')] };
          const timer = setTimeout(() => resolve(answer), delayMs);
          signal.addEventListener('abort', () => {
            clearTimeout(timer);
            reject(Object.assign(new Error('The user aborted a request.'), { name: 'AbortError' }));
          });
        }),
    };
    const result = underDeadline(work)(z as unknown as ZObject);
    result.catch(() => undefined);
    return result;
  }
  const connection = { authData: { api_key: 'a-key' } };

  it('share the budget of the run', async () => {
    const work = run(10_000, async (z) => {
      const client = clientFor(z, connection);
      await client.transcripts.list();
      await client.transcripts.list();
      await client.transcripts.list();
    });
    await vi.advanceTimersByTimeAsync(BUDGET_MS);
    await expect(work).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('did not answer in time') as string,
    });
  });

  it('of a language model end with the run, and say what is faster', async () => {
    const work = run(45_000, (z) => clientFor(z, connection).llm.chat({ model: 'm', messages: [] }));
    await vi.advanceTimersByTimeAsync(BUDGET_MS);
    await expect(work).rejects.toMatchObject({
      code: 'timeout',
      hint: expect.stringContaining('faster model') as string,
    });
  });

  it('are not repeated if the pause would exceed the budget, and the error says what happened before', async () => {
    const work = run(12_500, (z) => clientFor(z, connection).transcripts.list(), 503);
    await vi.advanceTimersByTimeAsync(BUDGET_MS);
    await expect(work).rejects.toMatchObject({ message: expect.stringContaining('status 503') as string });
  });

  it('keep the time that the next operation needs', async () => {
    const client = (z: ZObject) => clientFor(z, connection, { reserveMs: { 'files.upload': 9_000 } });
    const work = run(20_000, (z) => client(z).files.upload(new Uint8Array([1])));
    await vi.advanceTimersByTimeAsync(BUDGET_MS - 9_000);
    await expect(work).rejects.toMatchObject({
      message: expect.stringContaining('could not be uploaded in time') as string,
      hint: expect.stringContaining('Audio URL') as string,
    });
  });
});
