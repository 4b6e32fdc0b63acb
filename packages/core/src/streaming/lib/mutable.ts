/**
 * The same object for its owner, who changes its properties. Plain properties are used instead of accessors: objects with
 * accessors have a different shape for each session, which makes every access to them slow.
 */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] };
