/** Replaces `node.ts` in runtimes without a file system, such as browsers and workers (see `imports` in package.json). */
export {};
