import type { WebhookContext } from '../context.ts';
import { createOnceGate, type OnceGate, sleep } from '../core.ts';
import type { Store } from '../host-values.ts';
import { addSeen, seenIds } from './seen.ts';

/** How often transcripts are read in a minute for calls without the secret: an account may do far more. */
const UNTRUSTED_PER_MINUTE = 600;

/** How long a call waits for its turn, ms: the host ends a trigger after a minute. */
const PATIENCE_MS = 30_000;
const PAUSE_MS = 500;

/** A claim that is older was left by a process that ended, ms. */
const CLAIM_MS = 60_000;

interface Claim {
  readonly token: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Emitted transcripts that a process writes again with each write. */
const REPAIRED = 200;

/** A flow whose calls this process has received. */
interface Flow {
  readonly gate: OnceGate;
  /** Transcripts that this process has emitted, oldest first. */
  emitted: readonly string[];
  /** Ends when all of them are in the store: one process writes one after the other. */
  writing: Promise<void>;
}

const flows = new Map<string, Flow>();

/**
 * Does the work for a transcript once in a flow, however many calls about it arrive at once. The host has answered the
 * call already, so what cannot be done now is done as soon as possible, and not asked for again.
 *
 * @param isTrusted whether the call carried the secret
 * @returns `undefined` if there is nothing to emit, or if another call emits it
 * @throws whatever `work` throws
 */
export async function onceInFlow<T>(
  { flows: { current }, store }: Pick<WebhookContext, 'flows' | 'store'>,
  id: string,
  isTrusted: boolean,
  work: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const flow = flowOf(current.id);
  for (let waitedMs = 0; ; waitedMs += PAUSE_MS) {
    const once = await flow.gate.run(id, isTrusted, () => onceInStore(store, flow, id, work));
    if (once.state === 'done') return once.result;
    if (once.state !== 'busy' || waitedMs >= PATIENCE_MS) return undefined;
    await sleep(PAUSE_MS);
  }
}

function flowOf(id: string): Flow {
  const known = flows.get(id);
  if (known !== undefined) return known;
  const gate = createOnceGate({ untrustedPerMinute: UNTRUSTED_PER_MINUTE });
  const flow: Flow = { gate, emitted: [], writing: Promise.resolve() };
  flows.set(id, flow);
  return flow;
}

/** @throws what the store throws */
function remember(store: Store, flow: Flow, id: string): Promise<void> {
  flow.emitted = [...flow.emitted, id].slice(-REPAIRED);
  const write = (): Promise<void> => addSeen(store, flow.emitted);
  const written = flow.writing.then(write);
  flow.writing = written.catch(() => undefined);
  return written;
}

/**
 * The same among the processes of the host, which share the store. The store cannot compare and set, so the last claim
 * wins: who has claimed looks again after the work, and drops its result if another one has claimed meanwhile. Two emit
 * the same only if writing a claim takes one of them longer than the other one's whole request to the service.
 */
async function onceInStore<T>(
  store: Store,
  flow: Flow,
  id: string,
  work: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const key = `claim_${id}`;
  const isSeen = async (): Promise<boolean> => (await seenIds(store))?.includes(id) === true;
  for (let waitedMs = 0; ; waitedMs += PAUSE_MS) {
    if (await isSeen()) return undefined;
    const other = await store.get<Claim>(key);
    if (other === null || Date.now() - other.at > CLAIM_MS) break;
    if (waitedMs >= PATIENCE_MS) return undefined;
    await sleep(PAUSE_MS);
  }
  const token = crypto.randomUUID();
  const isMine = async (): Promise<boolean> => (await store.get<Claim>(key))?.token === token;
  await store.put<Claim>(key, { token, at: Date.now() });
  try {
    const result = await work();
    if (result === undefined || !(await isMine()) || (await isSeen())) return undefined;
    await remember(store, flow, id);
    return result;
  } finally {
    if (await isMine()) await store.delete(key);
  }
}
