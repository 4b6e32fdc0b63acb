import { join } from 'node:path';
import type { Arguments } from './arguments.ts';
import type { FailedJob, Job } from './batch.ts';
import type { Output } from './board.ts';
import { resumeCommand } from './failure.ts';
import { checkInputs, type Input } from './inputs.ts';
import { checkKey, isRemote, openService, type Service } from './service.ts';

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin?: AsyncIterable<Uint8Array> & { readonly isTTY?: boolean };
  /** Milliseconds by which live audio may be sent ahead of real time. @default the default of the core */
  readonly slackMs?: number;
  /** Stops the run. A live transcription ends there and still writes its files. */
  readonly signal: AbortSignal;
  /** Aborts right before the program exits, so that listeners can print the IDs of open transcripts. */
  readonly exiting?: AbortSignal;
  /** Folder of the bundled recordings. */
  readonly audio: string;
}

/**
 * Runs the command.
 *
 * @returns the exit code: 1 if something failed
 * @throws Refusal, or an AssemblyAIError, if nothing was started
 */
export async function run(args: Arguments, around: Surroundings): Promise<number> {
  let service: Service | undefined;
  const note = (sentence: string): void => {
    if (!args.quiet) around.stderr.write(`Note: ${sentence}\n`);
  };
  const open = async (): Promise<Service> => {
    service = await openService(args, around);
    return service;
  };
  const announce = ({ name }: Service): void => {
    if (!args.quiet) around.stderr.write(`Transcribing with ${name}\n`);
  };
  // Modules are loaded when they are needed, so that an invalid argument is reported at once.
  try {
    if (args.list) {
      const [{ list }, opened] = [await import('./list.ts'), await open()];
      await list(args, opened, around);
      return 0;
    }
    if (args.live) {
      const { runLive } = await import('./live.ts');
      const { audio, signal, slackMs, stderr, stdin = nothing(), stdout } = around;
      await runLive(args, { audio, signal, slackMs, stderr, stdin, stdout }, async () => {
        const opened = await open();
        announce(opened);
        return opened;
      });
      return 0;
    }
    const isBundled = args.sources.length === 0 && args.resume.length === 0;
    const inputs = await checkInputs(isBundled ? [join(around.audio, 'dialogue.wav')] : args.sources, note);
    // A wrong key is the most common mistake, so check it before loading the rest.
    if (isRemote(args, around.env)) await checkKey(await open(), around.signal);
    return await transcribe(inputs, isBundled);
  } finally {
    await service?.close();
  }

  async function transcribe(inputs: readonly Input[], isBundled: boolean): Promise<number> {
    const [{ createClient }, { startBatch }, { formatsNamed, Outputs }, { readParams }, { createBoard, silentBoard }] =
      await Promise.all([
        import('@aai-connectors/core/node'),
        import('./batch.ts'),
        import('./outputs.ts'),
        import('./params.ts'),
        import('./board.ts'),
      ]);
    const formats = formatsNamed(args.formats);
    const params = readParams({ ...args, speakers: args.speakers || isBundled }, note);
    const { budget, lengths } = await budgetFor(inputs);
    const outputs = new Outputs(args.out, formats, args.force);
    const ids = [...new Set(args.resume)];
    const stems = await outputs.plan([
      ...ids.map((stem) => ({ stem, isNumbered: false })),
      ...inputs.map(({ stem }) => ({ stem, isNumbered: isBundled })),
    ]);
    const opened = service ?? (await open());
    const { apiKey, hosts, region } = opened;
    // The catalogue has read and checked the parameters.
    const client = createClient({ apiKey, region, hosts, validate: false });
    announce(opened);

    const jobs: Job[] = [
      ...ids.map((id, at): Job => ({
        typed: id,
        stem: stems[at]!,
        seconds: 0,
        run: (options) => client.resume(id, options),
      })),
      ...inputs.map(({ source, typed }, at): Job => ({
        typed,
        stem: stems[ids.length + at]!,
        seconds: lengths[at],
        run: (options) => client.transcribe(source, params, options),
      })),
    ];
    const board = args.quiet ? silentBoard : createBoard(around.stderr, Date.now);
    const { signal, stdout } = around;
    const batch = startBatch(jobs, {
      args,
      client,
      service: opened,
      outputs,
      budget,
      board,
      stdout,
      signal,
      now: Date.now,
    });
    around.exiting?.addEventListener('abort', () => {
      board.close();
      const ids = batch.openIds();
      if (ids.length > 0 && !opened.isTemporary) around.stderr.write(`\n${continuing(ids)}\n`);
    });
    const failed = await batch.ended;
    board.close();
    report(failed, jobs.length, opened);
    return failed.length > 0 ? 1 : 0;
  }

  async function budgetFor(inputs: readonly Input[]) {
    if (args.maxHours === undefined) return { budget: undefined, lengths: [] };
    const [{ createBudget }, { audioDuration }] = [
      await import('./budget.ts'),
      await import('@aai-connectors/core/node'),
    ];
    const lengths: (number | undefined)[] = [];
    for (const { isLink, source } of inputs) lengths.push(isLink ? undefined : await audioDuration(source));
    return { budget: createBudget(args.maxHours, lengths), lengths };
  }

  /** Lists failures and the commands that resume billed transcripts. */
  function report(failed: readonly FailedJob[], total: number, { isTemporary }: Service): void {
    if (failed.length === 0) {
      if (total > 1 && !args.quiet) around.stderr.write(`\nAll ${total} recordings are transcribed.\n`);
      return;
    }
    const isOne = total === 1;
    const verb = failed.every(({ failure }) => failure.code === 'aborted') ? 'were stopped' : 'failed';
    const lines = [
      isOne ? `Error: ${failed[0]!.failure.sentences}` : `${failed.length} of ${total} recordings ${verb}:`,
    ];
    for (const { job, failure } of failed) {
      const indent = isOne ? '' : '    ';
      if (!isOne) lines.push(`  ${job.typed}`, `${indent}${failure.sentences}`);
      const { transcriptIds } = failure;
      if (transcriptIds.length === 0) continue;
      lines.push(
        isTemporary
          ? `${indent}The transcript cannot be resumed: the built-in stand-in ended with this program.`
          : `${indent}${continuing(transcriptIds)}`,
      );
    }
    around.stderr.write(`\n${lines.join('\n')}\n`);
    const ids = failed.flatMap(({ failure }) => failure.transcriptIds);
    if (failed.length > 1 && ids.length > 1 && !isTemporary) {
      around.stderr.write(`\nTo resume all of them: ${resumeCommand(args, ids)}\n`);
    }
  }

  function continuing(ids: readonly string[]): string {
    return `To resume: ${resumeCommand(args, ids)}`;
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
