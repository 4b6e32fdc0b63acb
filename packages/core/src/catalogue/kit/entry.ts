import type { Client } from '../../client/types.ts';
import type { Transcript, TranscriptListItem } from '../../model.ts';
import type { Example } from './example.ts';
import type { Fields, Prominence } from './fields.ts';
import type { Manner, Namer } from './naming.ts';
import type { ResourceId } from './resources.ts';
import type { InputOf } from './values.ts';

/** What a rule says when it is broken: one sentence that names fields and values by the {@link Namer}. */
export interface Complaint {
  /** Key of the field to blame. */
  readonly field: string;
  readonly message: string;
  /** @default 'refuse' */
  readonly level?: 'refuse' | 'warn';
}

/** What is known of the place where the input will be used. */
export interface RuleContext {
  readonly region: 'us' | 'eu';
  /** Who reads what is wrong with it. @default 'form' */
  readonly manner: Manner;
}

/** A relation of several fields that no single field can express. */
export type Rule<P extends Fields> = (
  input: Partial<InputOf<P>>,
  context: RuleContext,
  name: Namer,
) => Complaint | readonly Complaint[] | undefined | false;

/** A rule as an entry keeps it. A method and not a function, so that a list can hold rules for different fields. */
interface KeptRule<P extends Fields> {
  check(...given: Parameters<Rule<P>>): ReturnType<Rule<P>>;
}

/** One field of a result, for hosts that offer results to later steps. `key` is a dotted path; `[]` marks a list. */
export interface OutputField {
  readonly key: string;
  readonly label: string;
  readonly type: 'text' | 'number' | 'flag' | 'date' | 'url' | 'object' | 'list' | 'file';
  /** In the result only if it was asked for, or if there is something to report. */
  readonly optional?: true;
}

/** Where a result has a file, for hosts that pass files on. Each is a key of the result. */
export interface FileOutput {
  /** Its content, as text. */
  readonly text?: string;
  /** A link to it that needs no key. */
  readonly url?: string;
  readonly name: string;
  readonly mimeType: string;
}

/** What an operation may use while it runs. */
export interface RunContext<I> {
  readonly client: Client;
  readonly input: I;
  readonly signal?: AbortSignal | undefined;
  /** Bytes of an upload so far, and of the whole where known. */
  readonly onProgress?: ((sentBytes: number, totalBytes?: number) => void) | undefined;
  /** Called with each status check of a job that is not finished yet. */
  readonly onStatus?: ((transcript: Transcript) => void) | undefined;
  /** Milliseconds until waiting ends, with a `timeout` error if it is for a job. @default 3 hours; others check once */
  readonly deadlineMs?: number | undefined;
}

/** Where the API reports a finished job. */
export interface Callback {
  readonly url: string;
  readonly headerName?: string | undefined;
  readonly headerValue?: string | undefined;
  /**
   * Whether no other submission uses this address: if the answer to the submission is lost, a job with it is certainly
   * the one that was started. @default false
   */
  readonly isUnique?: boolean | undefined;
}

interface Entry<P extends Fields, R> {
  /** Stable, in snake case; also the key in hosts. */
  readonly id: string;
  readonly resource: ResourceId;
  /** In title case, a verb first: `Get Transcript`. */
  readonly label: string;
  /** In sentence case with an article: `Get a transcript`. */
  readonly action: string;
  /** What the person gets, in one plain sentence that starts with a verb. */
  readonly help: string;
  /** How many people need it. Lists of operations start with what is essential. @default 'common' */
  readonly prominence?: Prominence;
  readonly params: P;
  readonly rules?: readonly KeptRule<P>['check'][];
  readonly output: readonly OutputField[];
  /** A result as the API really gave it, with long lists cut short. */
  readonly sample: R;
  readonly file?: FileOutput;
  /** Key of the result's list, for hosts that pass each of its items on by itself. */
  readonly list?: string;
  /** Set where the result is a transcript with its words, which the formats can write down. */
  readonly gives?: 'transcript';
  /** `read` is safe to repeat, `write` may cost money, `delete` cannot be undone. */
  readonly effect: 'read' | 'write' | 'delete';
  readonly status?: 'current' | 'deprecated';
  /** For an entry that is not `current`: what to use instead, in one sentence. */
  readonly note?: string;
  /** The section of the contract it comes from, or the address of the vendor's page about it. */
  readonly source: string;
}

/** What people run: an operation or a job. */
interface Action<P extends Fields, R> extends Entry<P, R> {
  /**
   * What it reads, for hosts that separate searches from actions, and for tools that may only read:
   * - `one`: one record that is either found or not: a transcript by its ID, the matches of words.
   * - `many`: a list of records, whose key `list` names.
   * - `content`: the content of a known record in another form: its sentences, its subtitles, its file. Hosts offer it as
   *   an action, because there is nothing to find.
   * - `nothing`: it acts instead, such as submitting or deleting.
   *
   * Its `effect` is `read` unless this is `nothing`.
   */
  readonly reads: 'one' | 'many' | 'content' | 'nothing';
  /** A use of it, from which the tests of all hosts are drawn. */
  readonly example: Example<P>;
}

/** One request, one answer. */
export interface Operation<P extends Fields = Fields, R = unknown> extends Action<P, R> {
  readonly kind: 'operation';
  run(context: RunContext<InputOf<P>>): Promise<R>;
}

/** Started now, finished later. It does not wait by itself: each host waits in its own way. */
export interface Job<P extends Fields = Fields, R = unknown> extends Action<P, R> {
  readonly kind: 'job';
  /**
   * Whether the API can report to `callback`. If not (the job was started elsewhere, or the person gave another
   * address), a host polls with `check`.
   */
  canCallBack(input: InputOf<P>): boolean;
  /**
   * Starts it; resolves with the transcript as it is then. The API reports to `callback` when it is done.
   *
   * @throws BadInputError for a `callback` if {@link canCallBack} is false: the API would never call it.
   */
  start(context: RunContext<InputOf<P>> & { readonly callback?: Callback | undefined }): Promise<Transcript>;
  /** Checks once. The result if the job is finished, `undefined` if it is not. Throws if the job failed. */
  check(context: RunContext<InputOf<P>> & { readonly transcriptId: string }): Promise<R | undefined>;
  /** `start`, then polls until the result is ready: for hosts that cannot suspend. */
  run(context: RunContext<InputOf<P>>): Promise<R>;
}

/** Something that happens at the vendor and starts a workflow. */
export interface EventEntry<P extends Fields = Fields, R = unknown> extends Entry<P, R> {
  readonly kind: 'event';
  /** `webhook`: the host receives a transcript's ID with a delivery. `polling`: from `poll`. */
  readonly delivery: 'webhook' | 'polling';
  /**
   * The finished transcripts, newest first. Hosts remember the IDs that they have emitted. A host that passes `isKnown`
   * gets all that are not emitted yet, however many unfinished ones come before them in the list.
   */
  poll?(
    context: RunContext<InputOf<P>> & { readonly isKnown?: ((transcriptId: string) => boolean) | undefined },
  ): Promise<readonly TranscriptListItem[]>;
  /** The event with its whole record; `undefined` if the person did not ask for it, or if it has not happened yet. */
  load(context: RunContext<InputOf<P>> & { readonly transcriptId: string }): Promise<R | undefined>;
}

/**
 * An entry of which only the kind is known, so that a list can hold it: its params are `Fields`, its input is
 * `AnyInput`. Every typed entry is assignable to it, because methods and rules are compared in both directions. The
 * compiler therefore does not check the input of such an entry: pass only what `readInput` returned for the same entry.
 */
export type AnyOperation = Operation;
export type AnyJob = Job;
export type AnyEvent = EventEntry;
export type AnyEntry = AnyOperation | AnyJob;

/** An entry as it is declared. Its fields are inferred from `params` alone; a rule may need only some of them. */
type Written<E extends { readonly rules?: unknown }, P extends Fields> = Omit<E, 'kind' | 'rules'> & {
  readonly rules?: readonly Rule<NoInfer<P>>[];
};

export const operation = <const P extends Fields, R>(entry: Written<Operation<P, R>, P>): Operation<P, R> => ({
  ...entry,
  kind: 'operation',
});

export const job = <const P extends Fields, R>(entry: Written<Job<P, R>, P>): Job<P, R> => ({
  ...entry,
  kind: 'job',
});

export const event = <const P extends Fields, R>(entry: Written<EventEntry<P, R>, P>): EventEntry<P, R> => ({
  ...entry,
  kind: 'event',
});
