/** A promise of live sessions, and the modules that keep it. */
interface Promised {
  readonly name: string;
  /** Matches paths below `src`. */
  readonly modules: RegExp;
}

const PROMISES: readonly Promised[] = [
  { name: 'every word once, after any reconnect', modules: /incoming\/(alignment|ledger|numbering|repeats|spots)/ },
  { name: 'audio kept, paced and cut to valid messages', modules: /outgoing\/|audio\/encoding/ },
  { name: 'every promise and event ends, summary', modules: /session\/|lib\/(deferred|timers|emitter)/ },
  { name: 'reconnects by the reason of an end', modules: /connection\/(closing|connections|retry|rollover)/ },
  { name: 'dead connections are detected', modules: /connection\/(link|liveness)/ },
  { name: 'every message is reported', modules: /incoming\/(messages|notices|configuration)/ },
  { name: 'gaps, silence, turns as events and iterators', modules: /incoming\/(receiver|readers|silence)|lib\/queue/ },
  { name: 'any audio source', modules: /audio\/(source|copy|samples)/ },
  { name: 'typed errors without secrets', modules: /^errors|^redact/ },
  { name: 'options and addresses are checked', modules: /^regions|^extra|streaming\/(options|connect)/ },
  { name: 'sockets and timers of the platform', modules: /^web\// },
];

/** The promise that a module keeps. */
export const promiseOf = (path: string): string =>
  PROMISES.find(({ modules }) => modules.test(path))?.name ?? `other: ${path}`;
