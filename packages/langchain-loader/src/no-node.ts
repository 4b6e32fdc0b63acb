/** Stands in for `node.ts` where there are no files: a browser, a worker (see `imports` in package.json). */
export {};
