import type { Client } from '../../client/types.ts';
import type { Transcript, TranscriptListItem } from '../../model.ts';
import type { Example } from './example.ts';
import type { Fields } from './fields.ts';
import type { ResourceId } from './resources.ts';
import type { InputOf } from './values.ts';

/** What a rule says when it is broken: one sentence that uses the labels. */
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
}

/** A relation of several fields that no single field can express. */
export type Rule<P extends Fields> = (
  input: Partial<InputOf<P>>,
  context: RuleContext,
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
  /** Only there when it was asked for, or when there is something to tell. */
  readonly optional?: true;
}

/** Where in a result there is a file, for hosts that hand on files. Each is a key of the result. */
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
  /** Each look at a job that is not done yet. */
  readonly onStatus?: ((transcript: Transcript) => void) | undefined;
  /** Milliseconds after which waiting for a job is given up. @default 3 hours */
  readonly deadlineMs?: number | undefined;
}

/** Where the API shall report a finished job. */
export interface Callback {
  readonly url: string;
  readonly headerName?: string | undefined;
  readonly headerValue?: string | undefined;
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
  readonly params: P;
  readonly rules?: readonly KeptRule<P>['check'][];
  readonly output: readonly OutputField[];
  /** A result as the API really gave it, with long lists cut short. */
  readonly sample: R;
  readonly file?: FileOutput;
  /** Key of the result's list, where each of its items is a thing of its own for hosts that hand on items. */
  readonly list?: string;
  /** Set where the result is a transcript with its words, which the formats can write down. */
  readonly gives?: 'transcript';
  /** `read` is safe to repeat, `write` may cost money, `delete` cannot be undone. */
  readonly effect: 'read' | 'write' | 'delete';
  readonly status?: 'current' | 'deprecated';
  /** For an entry that is not `current`: what to use instead, in one sentence. */
  readonly note?: string;
  /** The section of the contract it comes from. */
  readonly source: string;
}

/** What people run: an operation or a job. */
interface Action<P extends Fields, R> extends Entry<P, R> {
  /**
   * What it reads, for hosts that offer searches, and tools that may only read:
   * - `one`: a record that is found by what is asked for, or is not: a transcript by its ID, the matches of words.
   * - `many`: a list of records, whose key `list` names.
   * - `content`: a known record in another form: its sentences, its subtitles, its file. Nothing is searched for.
   * - `nothing`: it acts, such as submitting or deleting.
   *
   * Its `effect` is `read` unless this is `nothing`.
   */
  readonly reads: 'one' | 'many' | 'content' | 'nothing';
  readonly example: Example<P>;
}

/** One request, one answer. */
export interface Operation<P extends Fields = Fields, R = unknown> extends Action<P, R> {
  readonly kind: 'operation';
  run(context: RunContext<InputOf<P>>): Promise<R>;
}

/** Started now, finished later. Does not wait by itself: hosts wait, each in its own way. */
export interface Job<P extends Fields = Fields, R = unknown> extends Action<P, R> {
  readonly kind: 'job';
  /**
   * Whether the API can report to `callback`. Where not (the job was started elsewhere, or the person gave an address
   * of their own), a host asks with `check` from time to time.
   */
  canCallBack(input: InputOf<P>): boolean;
  /**
   * Starts it; resolves with the transcript as it is then. The API reports to `callback` when it is done.
   *
   * @throws BadInputError for a `callback` where {@link canCallBack} says no: nobody would ever call.
   */
  start(context: RunContext<InputOf<P>> & { readonly callback?: Callback | undefined }): Promise<Transcript>;
  /** One look. The result once there is one; `undefined` while there is not; throws when the job failed. */
  check(context: RunContext<InputOf<P>> & { readonly transcriptId: string }): Promise<R | undefined>;
  /** `start`, then wait by asking, then the result: for hosts that cannot suspend. */
  run(context: RunContext<InputOf<P>>): Promise<R>;
}

/** Something that happens at the vendor and starts a workflow. */
export interface EventEntry<P extends Fields = Fields, R = unknown> extends Entry<P, R> {
  readonly kind: 'event';
  /** `webhook`: the host learns a transcript's id from a delivery. `polling`: from `poll`. */
  readonly delivery: 'webhook' | 'polling';
  /**
   * What there is now, newest first. Hosts remember by `id` what they have told already; one that says so by `isKnown`
   * gets all that is not told, however much there is before it in the list.
   */
  poll?(
    context: RunContext<InputOf<P>> & { readonly isKnown?: ((transcriptId: string) => boolean) | undefined },
  ): Promise<readonly TranscriptListItem[]>;
  /** The event with all that it is about; `undefined` for one that the person did not ask for, or that is not yet. */
  load(context: RunContext<InputOf<P>> & { readonly transcriptId: string }): Promise<R | undefined>;
}

/**
 * An entry of which only the kind is known, so that a list can hold it: its fields are `Fields`, its input is
 * {@link AnyInput}. Every typed entry is one, since its methods and rules take the input of its own form where this
 * says any input. So give an entry only what `readInput` has read for this same entry.
 */
export type AnyOperation = Operation;
export type AnyJob = Job;
export type AnyEvent = EventEntry;
export type AnyEntry = AnyOperation | AnyJob;

/** An entry as it is written down: its fields come from `params` alone, and rules for a part of them will do. */
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
