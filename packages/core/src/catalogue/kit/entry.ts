import type { Client } from '../../client/types.ts';
import type { Transcript, TranscriptListItem } from '../../model.ts';
import type { Example } from './example.ts';
import type { Fields, Prominence } from './fields.ts';
import type { Manner, Namer } from './naming.ts';
import type { ResourceId } from './resources.ts';
import type { InputOf } from './values.ts';

/** The result of a broken rule: a message that names fields and values by the {@link Namer}. */
export interface Complaint {
  /** Key of the field to blame. */
  readonly field: string;
  readonly message: string;
  /** @default 'refuse' */
  readonly level?: 'refuse' | 'warn';
}

/** Where the input will be used. */
export interface RuleContext {
  readonly region: 'us' | 'eu';
  /** Who reads the messages. @default 'form' */
  readonly manner: Manner;
}

/** A rule that involves several fields. */
export type Rule<P extends Fields> = (
  input: Partial<InputOf<P>>,
  context: RuleContext,
  name: Namer,
) => Complaint | readonly Complaint[] | undefined | false;

/** A rule as an entry stores it. A method, not a function, so that a list can hold rules for different fields. */
interface KeptRule<P extends Fields> {
  check(...given: Parameters<Rule<P>>): ReturnType<Rule<P>>;
}

/** One field of an entry's simple output, which hosts offer to later steps. */
export interface OutputField {
  /**
   * The name that people see, the same in all hosts: snake case. A dot leads into an object, `[]` into each item of a
   * list. The same key has the same label and type everywhere.
   */
  readonly key: string;
  /**
   * Where the API's result has it, as a dotted path within the value of the field above, if not under the last part of
   * `key`; numbers lead into lists. Of several paths, the first that has something counts.
   */
  readonly from?: string | readonly string[];
  /** What it is made from, where the API does not give it: the name of the file or link that was transcribed. */
  readonly derived?: 'audio file name';
  readonly label: string;
  /** A list of texts becomes one `text` of a line each. */
  readonly type: 'text' | 'number' | 'flag' | 'date' | 'url' | 'object' | 'list' | 'file';
  /** Only in the result if it was requested, or if there is something to report. */
  readonly optional?: true;
}

/** The file in a result, for hosts that pass files to later steps. Each value is a key of the result. */
export interface FileOutput {
  /** Content, as text. */
  readonly text?: string;
  /** Link that requires no API key. */
  readonly url?: string;
  readonly name: string;
  readonly mimeType: string;
}

/** What an operation receives when it runs. */
export interface RunContext<I> {
  readonly client: Client;
  readonly input: I;
  readonly signal?: AbortSignal | undefined;
  /** Reports the uploaded bytes, and the total if it is known. */
  readonly onProgress?: ((sentBytes: number, totalBytes?: number) => void) | undefined;
  /** Called with each status check of a job that is not finished yet. */
  readonly onStatus?: ((transcript: Transcript) => void) | undefined;
  /** Milliseconds until waiting ends. A job then throws a `timeout` error. @default 3 hours for a job; others check once */
  readonly deadlineMs?: number | undefined;
}

/** Where the API reports a finished job. */
export interface Callback {
  readonly url: string;
  readonly headerName?: string | undefined;
  readonly headerValue?: string | undefined;
  /**
   * Whether no other submission uses this URL. If the response to the submission is lost, a job with this URL is then
   * known to be the started job. @default false
   */
  readonly isUnique?: boolean | undefined;
}

interface Entry<P extends Fields, R> {
  /** Stable, in snake case. Hosts use it as their key. */
  readonly id: string;
  readonly resource: ResourceId;
  /** In title case, starting with a verb: `Get Transcript`. */
  readonly label: string;
  /** In sentence case with an article: `Get a transcript`. */
  readonly action: string;
  /** One or two plain sentences that start with a verb in the third person: `Gets a transcript.` */
  readonly help: string;
  /** How often it is needed. Lists of operations start with the essential ones. @default 'common' */
  readonly prominence?: Prominence;
  readonly params: P;
  readonly rules?: readonly KeptRule<P>['check'][];
  readonly output: readonly OutputField[];
  /**
   * Result of the example, unless it equals the last response of its exchange. For an event, a transcript that it reports.
   * A real response of the API, with long lists shortened.
   */
  readonly sample?: R;
  readonly file?: FileOutput;
  /** Key of the list in the result, for hosts that return each of its items separately. */
  readonly list?: string;
  /** Set if the result is a transcript with words, which the formats can export. */
  readonly gives?: 'transcript';
  /** `read` is safe to repeat, `write` may be billed, `delete` cannot be undone. */
  readonly effect: 'read' | 'write' | 'delete';
  readonly status?: 'current' | 'deprecated';
  /** For an entry that is not `current`: what to use instead. */
  readonly note?: string;
  /** Section of the contract, or URL of the vendor's documentation. */
  readonly source: string;
}

/** An operation or a job. */
interface Action<P extends Fields, R> extends Entry<P, R> {
  /**
   * What it reads, for hosts that separate searches from actions, and for read-only tools:
   * - `one`: one record that is either found or not, such as a transcript by its ID.
   * - `many`: a list of records, whose key `list` names.
   * - `content`: the content of a known record in another form: its sentences, its subtitles, its file. Hosts offer it as
   *   an action, because it is not a search.
   * - `nothing`: it makes a change, such as submitting or deleting.
   *
   * Its `effect` is `read` unless this is `nothing`.
   */
  readonly reads: 'one' | 'many' | 'content' | 'nothing';
  /** An example run, which the tests of all hosts use. */
  readonly example: Example<InputOf<P>>;
}

/** An action that returns its result directly. */
export interface Operation<P extends Fields = Fields, R = unknown> extends Action<P, R> {
  readonly kind: 'operation';
  run(context: RunContext<InputOf<P>>): Promise<R>;
}

/** An action that starts a job and returns its result later. Each host waits in its own way. */
export interface Job<P extends Fields = Fields, R = unknown> extends Action<P, R> {
  readonly kind: 'job';
  /**
   * Whether the API can report to `callback`. If not (the job was started elsewhere, or the input has another webhook),
   * a host polls with `check`.
   */
  canCallBack(input: InputOf<P>): boolean;
  /** Number of deliveries to `callback`, for hosts that must receive all of them. @default 1 */
  deliveries?(input: InputOf<P>): number;
  /**
   * Starts the job and resolves with the new transcript. The API reports to `callback` when the job is finished.
   *
   * @throws BadInputError for a `callback` if {@link canCallBack} is false, because the API would never call it.
   */
  start(context: RunContext<InputOf<P>> & { readonly callback?: Callback | undefined }): Promise<Transcript>;
  /** Checks once. Resolves with the result if the job is finished, otherwise with `undefined`. Throws if the job failed. */
  check(context: RunContext<InputOf<P>> & { readonly transcriptId: string }): Promise<R | undefined>;
  /** Starts the job and polls until the result is ready, for hosts that cannot suspend. */
  run(context: RunContext<InputOf<P>>): Promise<R>;
}

/** A record of an event, listed or loaded. */
export type EventRecord = Pick<TranscriptListItem, 'status' | 'audio_url'>;

/** The list behind an event. */
export interface EventFeed<P extends Fields = Fields> {
  /** One page of the list: all records, newest first, those older than `before`. A page with fewer than `size` is the last. */
  page(
    context: RunContext<InputOf<P>> & { readonly before?: string | undefined; readonly size: number },
  ): Promise<readonly TranscriptListItem[]>;
  /** `pending`: the event has not happened yet. `excluded`: it never will, or the input excludes it. */
  stateOf(record: EventRecord, input: InputOf<P>): 'happened' | 'pending' | 'excluded';
}

/** An event at AssemblyAI that starts a workflow. */
export interface EventEntry<P extends Fields = Fields, R = unknown> extends Entry<P, R> {
  readonly kind: 'event';
  /** `webhook`: the host receives a transcript's ID with a delivery. `polling`: from `poll`. */
  readonly delivery: 'webhook' | 'polling';
  /**
   * Lists the finished transcripts, newest first. Hosts remember the IDs that they have emitted. A host that passes
   * `isKnown` receives every transcript that it has not emitted, even behind many unfinished ones in the list.
   */
  poll?(
    context: RunContext<InputOf<P>> & { readonly isKnown?: ((transcriptId: string) => boolean) | undefined },
  ): Promise<readonly TranscriptListItem[]>;
  /** For hosts that poll a long list with `checkFeed`. */
  readonly feed?: EventFeed<P>;
  /** Loads the record of the event. Resolves with `undefined` if the input excludes it, or if it has not happened yet. */
  load(context: RunContext<InputOf<P>> & { readonly transcriptId: string }): Promise<R | undefined>;
}

/**
 * An entry of any kind, so that a list can hold it: its params are `Fields`, its input is `AnyInput`. Every typed entry
 * is assignable to it, because methods and rules are compared bivariantly. The compiler therefore does not check the
 * input of such an entry: pass only what `readInput` returned for the same entry.
 */
export type AnyOperation = Operation;
export type AnyJob = Job;
export type AnyEntry = AnyOperation | AnyJob;

/** An event of any kind. An interface, because TypeScript 5 compares two `EventEntry` by their params alone. */
export interface AnyEvent extends EventEntry {
  readonly kind: 'event';
  readonly feed?: AnyFeed;
}

/** The list behind an event of any kind. An interface for the same reason. */
export interface AnyFeed extends EventFeed {
  stateOf(record: EventRecord, input: InputOf<Fields>): 'happened' | 'pending' | 'excluded';
}

/** An entry as it is declared. Its fields are inferred only from `params`; a rule may use some of them. */
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
