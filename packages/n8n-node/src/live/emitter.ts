import type { IDataObject, IRun, ITriggerFunctions } from 'n8n-workflow';
import { problemOf } from '../errors.ts';
import { redact } from '../core.ts';
import { itemOf, type ItemKind } from './items.ts';
import { pause } from './io.ts';
import type { SourceParts } from './parts.ts';

/** Starts executions. */
export interface ItemEmitter extends Pick<SourceParts, 'emit' | 'emitEnd'> {
  /** Waits until n8n has finished the executions: an n8n that stops drops those that it has not started. */
  drained(limitMs: number): Promise<void>;
}

/** Starts executions with items of the kinds that the user wants. What n8n refuses, and what fails, is reported. */
export function createEmitter(
  host: ITriggerFunctions,
  wanted: ReadonlySet<ItemKind>,
  /** `secrets` must not appear in items, `hidden` neither in errors and logs. */
  { secrets, hidden }: { readonly secrets: readonly string[]; readonly hidden: readonly string[] },
): ItemEmitter {
  /** Executions that n8n has not finished. */
  const pending = new Set<Promise<unknown>>();

  function start(data: IDataObject): void {
    const done = deferredRun();
    const settled = done.promise.catch((error: unknown) => refused(data, error)).finally(() => pending.delete(settled));
    pending.add(settled);
    try {
      host.emit([[itemOf(data, Date.now(), secrets)]], undefined, done);
    } catch (error) {
      done.reject(error as Error);
    }
  }

  function refused({ type, order, call }: IDataObject, error: unknown): void {
    const { stream_sid: stream } = Object(call) as { readonly stream_sid?: string };
    const item = [type, order, ...(stream === undefined ? [] : ['of', stream])].filter((part) => part !== undefined);
    const message = `n8n did not finish the execution for ${item.join(' ')}: ${error instanceof Error ? error.message : String(error)}`;
    host.logger.error(`AssemblyAI Live Trigger: ${redact(message, hidden)}`);
  }

  return {
    emit(kind, data) {
      if (wanted.has(kind)) start(data);
    },
    emitEnd({ error }, data) {
      if (wanted.has('end')) start(data);
      else if (error !== undefined) host.saveFailedExecution(problemOf(host.getNode(), error, { secrets: hidden }));
    },
    async drained(limitMs) {
      const waiting = new AbortController();
      await Promise.race([Promise.all([...pending]), pause(limitMs, waiting.signal)]);
      waiting.abort();
    },
  };
}

/** n8n-workflow does not export its name. */
type Done = NonNullable<Parameters<ITriggerFunctions['emit']>[2]>;

/** What n8n settles when an execution is done. */
function deferredRun(): Done {
  let settle: Pick<Done, 'resolve' | 'reject'> | undefined;
  const promise = new Promise<IRun>((resolve, reject) => (settle = { resolve, reject }));
  return { promise, resolve: (run) => settle?.resolve(run), reject: (error) => settle?.reject(error) };
}
