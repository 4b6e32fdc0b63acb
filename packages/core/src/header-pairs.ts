/** Headers as pairs of name and value. The compiler knows that only with its library `DOM.Iterable`. */
export type HeaderPairs = Headers & Iterable<[name: string, value: string]>;
