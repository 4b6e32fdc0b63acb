/** The outcome of one delivery of an ID. */
export type Once<T> =
  | { readonly state: 'done'; readonly result: T }
  /** The work found nothing to do. A later delivery of the ID may find something. */
  | { readonly state: 'nothing' }
  /** Another delivery of the ID has done the work, or will. */
  | { readonly state: 'taken' }
  /** Too many IDs from unverified deliveries. Answer 503: the service then repeats the delivery. */
  | { readonly state: 'busy' };

export interface OnceOptions {
  /** Milliseconds since the epoch. @default Date.now */
  readonly now?: (() => number) | undefined;
  /** Maximum completed IDs to remember. @default 2000 */
  readonly kept?: number | undefined;
  /** Work per minute for deliveries that are not trusted. @default 120 */
  readonly untrustedPerMinute?: number | undefined;
  /** Work at once for deliveries that are not trusted. @default 20, or `untrustedPerMinute` if that is less */
  readonly untrustedAtOnce?: number | undefined;
}

/** Processes the deliveries of one webhook within one process. */
export interface OnceGate {
  /**
   * Does the work for an ID once, however many deliveries of it arrive, even at the same time: the ID is claimed before
   * the work begins. A delivery that arrives during the work may be newer than the data that the work has read, so the
   * first such delivery repeats the work if it found nothing to do. All others are `taken`.
   *
   * @param isTrusted whether the delivery carried the secret; other deliveries are limited in number
   * @param work resolves with `undefined` if there is nothing to do
   * @throws the errors of `work`; the ID can then be claimed again
   */
  run<T>(id: string, isTrusted: boolean, work: () => Promise<T | undefined>): Promise<Once<T>>;
}

interface Claim {
  /** Resolves with whether the work is done. Never rejects. */
  readonly isDone: Promise<boolean>;
  hasSuccessor: boolean;
}

const MINUTE_MS = 60_000;

/**
 * Creates a gate. It is needed because deliveries have no ID and may repeat. Source: contract `webhooks.md` sections 2
 * and 6.
 */
export function createOnceGate({
  now = Date.now,
  kept = 2_000,
  untrustedPerMinute = 120,
  untrustedAtOnce = Math.min(20, untrustedPerMinute),
}: OnceOptions = {}): OnceGate {
  const done = new Set<string>();
  const claims = new Map<string, Claim>();
  let left = untrustedAtOnce;
  let since = now();

  /** A token bucket that refills within a minute. */
  function mayBegin(): boolean {
    const at = now();
    left = Math.min(untrustedAtOnce, left + (Math.max(0, at - since) * untrustedPerMinute) / MINUTE_MS);
    since = at;
    if (left < 1) return false;
    left -= 1;
    return true;
  }

  async function begin<T>(id: string, work: () => Promise<T | undefined>): Promise<Once<T>> {
    let end: (isDone: boolean) => void = () => undefined;
    const claim: Claim = { isDone: new Promise((resolve) => (end = resolve)), hasSuccessor: false };
    claims.set(id, claim);
    let result: T | undefined;
    try {
      result = await work();
    } finally {
      if (result !== undefined) remember(id);
      claims.delete(id);
      end(result !== undefined);
    }
    return result === undefined ? { state: 'nothing' } : { state: 'done', result };
  }

  function remember(id: string): void {
    done.add(id);
    for (const oldest of done) {
      if (done.size <= kept) break;
      done.delete(oldest);
    }
  }

  return {
    async run(id, isTrusted, work) {
      for (;;) {
        if (done.has(id)) return { state: 'taken' };
        const claim = claims.get(id);
        if (claim === undefined) return isTrusted || mayBegin() ? begin(id, work) : { state: 'busy' };
        if (claim.hasSuccessor) return { state: 'taken' };
        claim.hasSuccessor = true;
        if (await claim.isDone) return { state: 'taken' };
      }
    },
  };
}
