import { createWatch, type NodeClient, type Transcript, type TranscribeOptions } from '@aai-connectors/core/node';
import type { Arguments } from './arguments.ts';
import type { Board } from './board.ts';
import { type Budget, BudgetReached } from './budget.ts';
import { type Failure, failureOf, resumeCommand } from './failure.ts';
import { type Outputs, reasonOf, type WrittenFiles } from './outputs.ts';
import { labeled, labeledFiles, readable } from './reading.ts';
import type { Service } from './service.ts';

/** One recording, or a transcript that was submitted earlier. */
export interface Job {
  /** As typed. */
  readonly typed: string;
  /** File name without extension, different for each job. */
  readonly stem: string;
  /** Seconds of audio, if known. */
  readonly seconds: number | undefined;
  readonly run: (options: TranscribeOptions) => Promise<Transcript>;
}

export interface BatchOptions {
  readonly args: Arguments;
  readonly client: NodeClient;
  readonly service: Service;
  readonly outputs: Outputs;
  readonly budget: Budget | undefined;
  readonly board: Board;
  readonly stdout: { write(text: string): unknown };
  readonly signal: AbortSignal;
  readonly now: () => number;
}

export interface FailedJob {
  readonly job: Job;
  readonly failure: Failure;
}

/** Running jobs. */
export interface Batch {
  /** Resolves when all jobs have ended, with the failed ones in their order. */
  readonly ended: Promise<readonly FailedJob[]>;
  /** IDs of submitted transcripts whose files are not written yet. */
  openIds(): readonly string[];
}

/** From this many jobs on, one list request checks them all instead of one request each. */
const MANY = 3;

/** Runs jobs in parallel. Prints each transcript and writes its files as soon as it is complete. */
export function startBatch(jobs: readonly Job[], options: BatchOptions): Batch {
  const { args, client, service, outputs, budget, board, stdout, signal, now } = options;
  const open = new Map<Job, string>();
  const failed = new Map<Job, Failure>();
  const until = jobs.length >= MANY ? createWatch(client) : undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function work(job: Job): Promise<void> {
    const failure = await transcribed(job);
    if (failure === undefined) return;
    failed.set(job, failure);
    if (args.json) print(jsonOf(job, { failure }));
  }

  async function transcribed(job: Job): Promise<Failure | undefined> {
    const line = board.line(job.stem);
    const startedAt = now();
    const after = (): string => `after ${((now() - startedAt) / 1000).toFixed(1)} s`;
    let billed: ((seconds: number) => void) | undefined;
    let billedSeconds = 0;
    try {
      if (signal.aborted) return STOPPED;
      billed = await budget?.start(job.seconds);
      // The budget may have delayed the start.
      if (signal.aborted) return STOPPED;
      const transcript = await job.run({
        signal,
        deadlineMs: args.deadlineMs,
        until,
        onProgress: (sent, total) => line.show(uploading(sent, total), sent === total ? 'uploaded' : 'uploading'),
        onSubmitted(submitted) {
          billedSeconds = job.seconds ?? 0;
          status(submitted);
        },
        onStatus: status,
      });
      billedSeconds = transcript.audio_duration ?? billedSeconds;
      line.end(`completed ${after()}  [${transcript.id}]`);
      const failure = await inTurn(() => deliver(job, transcript));
      open.delete(job);
      return failure;
    } catch (error) {
      open.delete(job);
      const failure =
        error instanceof BudgetReached
          ? { code: 'budget', sentences: error.message, transcriptIds: [] }
          : failureOf(error);
      line.end(`${ENDS[failure.code] ?? 'failed'} ${after()}`);
      return failure;
    } finally {
      billed?.(billedSeconds);
    }

    function status({ id, status: state }: Transcript): void {
      open.set(job, id);
      if (state !== 'completed' && state !== 'error') line.show(`${state} ${after()}  [${id}]`, state);
    }
  }

  /** Prints the transcript first, to keep it even if its files cannot be written. */
  async function deliver(job: Job, transcript: Transcript): Promise<Failure | undefined> {
    const isText = !args.json && !args.quiet;
    if (isText) print(`${jobs.length > 1 ? `\n== ${job.stem} ==` : ''}\n${readable(transcript)}\n\n`);
    try {
      const written = await outputs.write(transcript, job.stem);
      if (isText) {
        const engine = labeled('Engine', [service.engineOf(transcript)]);
        print(labeledFiles(written) + engine + labeled('Transcript', [transcript.id]));
      }
      if (args.json) print(jsonOf(job, { transcript, written }));
      return undefined;
    } catch (error) {
      const sentences = `The transcript is complete, but its files could not be written to ${args.out}: ${reasonOf(error)}.`;
      return { code: 'files', sentences, transcriptIds: [transcript.id] };
    }
  }

  function jsonOf(
    { typed }: Job,
    {
      transcript,
      written,
      failure,
    }: { readonly transcript?: Transcript; readonly written?: WrittenFiles; readonly failure?: Failure },
  ): string {
    const resume =
      failure === undefined || failure.transcriptIds.length === 0 || service.isTemporary
        ? undefined
        : resumeCommand(args, failure.transcriptIds);
    return `${JSON.stringify({
      source: typed,
      status: failure === undefined ? 'completed' : 'failed',
      id: transcript?.id ?? failure?.transcriptIds[0],
      text: transcript?.text ?? undefined,
      audio_duration: transcript?.audio_duration ?? undefined,
      files: written?.paths,
      error: failure && { code: failure.code, message: failure.sentences },
      resume,
    })}\n`;
  }

  function print(text: string): void {
    board.above(() => stdout.write(text));
  }

  /** One transcript at a time, so that their lines do not mix. */
  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const next = last.then(task);
    last = next.catch(() => undefined);
    return next;
  }

  return {
    openIds: () => [...open.values()],
    ended: eachOf(jobs, args.concurrency, work).then(() =>
      jobs.flatMap((job) => {
        const failure = failed.get(job);
        return failure === undefined ? [] : [{ job, failure }];
      }),
    ),
  };
}

/** Failure codes that do not mean "failed". */
const ENDS: Readonly<Record<string, string>> = { aborted: 'stopped', budget: 'not started' };

const STOPPED: Failure = {
  code: 'aborted',
  sentences: 'Stopped before the recording was submitted. Nothing was billed.',
  transcriptIds: [],
};

async function eachOf<T>(items: readonly T[], concurrency: number, work: (item: T) => Promise<void>): Promise<void> {
  // All workers share one iterator.
  const queue = items.values();
  const worker = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, worker));
}

function uploading(sentBytes: number, totalBytes: number | undefined): string {
  const share =
    totalBytes === undefined ? '' : ` of ${size(totalBytes)} (${Math.floor((100 * sentBytes) / (totalBytes || 1))}%)`;
  return `${sentBytes === totalBytes ? 'uploaded' : 'uploading'} ${size(sentBytes)}${share}`;
}

const size = (bytes: number): string =>
  bytes < 1e5 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
