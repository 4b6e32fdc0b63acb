import type { WebhookContext } from '../context.ts';
import { createOnceGate, type OnceGate, sleep } from '../core.ts';
import type { Store } from '../host-values.ts';
import { addSeen, seenIds } from './seen.ts';

/** Maximum number of transcripts to get per minute for deliveries without the secret. The rate limit is far higher. */
const UNTRUSTED_PER_MINUTE = 600;

/** How long a delivery waits for its turn, in milliseconds. The platform stops a trigger after a minute. */
const MAX_WAIT_MS = 30_000;
const PAUSE_MS = 500;

/** Age after which a claim is stale because its process ended, in milliseconds. */
const STALE_CLAIM_MS = 60_000;

interface Claim {
  readonly token: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Number of emitted transcripts that a process writes again with each write. */
const REWRITTEN = 200;

/** A flow whose deliveries this process has received. */
interface Flow {
  readonly gate: OnceGate;
  /** IDs of the transcripts that this process emitted, oldest first. */
  emitted: readonly string[];
  /** Resolves when all of them are stored. A process makes one write at a time. */
  writing: Promise<void>;
}

const flows = new Map<string, Flow>();

/**
 * Runs the work for a transcript once per flow, however many deliveries arrive at the same time. The platform has
 * already answered the delivery, so the service does not send it again: a delivery that cannot run now waits.
 *
 * @param isTrusted whether the delivery had the secret
 * @returns `undefined` if there is nothing to emit, or if another delivery emits it
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
    if (once.state !== 'busy' || waitedMs >= MAX_WAIT_MS) return undefined;
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
  flow.emitted = [...flow.emitted, id].slice(-REWRITTEN);
  const write = (): Promise<void> => addSeen(store, flow.emitted);
  const written = flow.writing.then(write);
  flow.writing = written.catch(() => undefined);
  return written;
}

/**
 * The same across the processes of the platform, which share the store. The store has no compare-and-set, so the last
 * claim wins: a process checks its claim again after the work, and drops the result if another process has claimed the
 * transcript. Both emit it only if writing a claim takes one process longer than the other's whole request to the API.
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
    if (other === null || Date.now() - other.at > STALE_CLAIM_MS) break;
    if (waitedMs >= MAX_WAIT_MS) return undefined;
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
