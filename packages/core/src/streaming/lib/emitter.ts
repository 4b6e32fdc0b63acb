type Listener<T> = (value: T) => void;

/** Typed events. A listener that throws affects neither the session nor the other listeners. */
export interface Emitter<Events> {
  /** Adds a listener; the returned function removes it. */
  on<K extends keyof Events>(name: K, listener: Listener<Events[K]>): () => void;
  once<K extends keyof Events>(name: K, listener: Listener<Events[K]>): () => void;
  off<K extends keyof Events>(name: K, listener: Listener<Events[K]>): void;
}

export interface EmitterControl<Events> extends Emitter<Events> {
  emit<K extends keyof Events>(name: K, value: Events[K]): void;
  /** Whether the event has a listener. */
  has(name: keyof Events): boolean;
}

/**
 * Emits errors thrown by listeners as `error` events. Passes them to `report` if there is no `error` listener, or if it
 * throws too.
 */
export function createEmitter<Events extends { error: unknown }>(
  report: (error: unknown) => void,
): EmitterControl<Events> {
  // Replaces lists instead of changing them, because listeners may add or remove listeners during an event.
  const listeners = new Map<keyof Events, readonly { readonly key: unknown; readonly call: Listener<never> }[]>();

  const add = (name: keyof Events, key: unknown, call: Listener<never>): (() => void) => {
    const entry = { key, call };
    listeners.set(name, [...(listeners.get(name) ?? []), entry]);
    return () => remove(name, (other) => other === entry);
  };
  const remove = (name: keyof Events, matches: (entry: { readonly key: unknown }) => boolean): void => {
    listeners.set(
      name,
      (listeners.get(name) ?? []).filter((entry) => !matches(entry)),
    );
  };

  const has = (name: keyof Events): boolean => !!listeners.get(name)?.length;

  function emit<K extends keyof Events>(name: K, value: Events[K]): void {
    for (const { call } of listeners.get(name) ?? []) {
      try {
        (call as Listener<unknown>)(value);
      } catch (thrown) {
        if (name !== 'error' && has('error')) emit('error', thrown);
        else report(thrown);
      }
    }
  }

  return {
    on: (name, listener) => add(name, listener, listener as Listener<never>),
    once(name, listener) {
      const stop = add(name, listener, ((value: never) => {
        stop();
        (listener as Listener<never>)(value);
      }) as Listener<never>);
      return stop;
    },
    off: (name, listener) => remove(name, ({ key }) => key === listener),
    emit,
    has,
  };
}
