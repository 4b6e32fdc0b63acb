export declare const OLDER_NODES: { readonly 'node-20': string; readonly 'node-22': string };
export declare function olderNode(name: keyof typeof OLDER_NODES): string | undefined;
