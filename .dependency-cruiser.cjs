/** Who may know whom. Each rule says why. */
module.exports = {
  forbidden: [
    {
      name: 'adapter-to-adapter',
      comment: 'What two hosts share belongs into the core.',
      severity: 'error',
      from: { path: '^packages/(?!core/)([^/]+)/' },
      to: { path: '^packages/(?!core/)([^/]+)/', pathNot: '^packages/$1/' },
    },
    {
      name: 'core-is-a-leaf',
      comment: 'The core knows no host and no tool; it runs everywhere.',
      severity: 'error',
      from: { path: '^packages/core/' },
      to: { path: '^(packages/(?!core/)|tools/)', pathNot: '^tools/stand-in/' },
    },
    {
      name: 'stand-in-is-alone',
      comment: 'The tests of the core use the stand-in, so it may need nothing that is built on the core.',
      severity: 'error',
      from: { path: '^tools/stand-in/' },
      to: { path: '^(packages/|tools/(?!stand-in/))' },
    },
    {
      name: 'core-has-no-dependencies',
      comment:
        'Nothing at run time but ws and music-metadata for Node, and the MCP SDK for its door: the n8n bundle must stay pure, and browsers small.',
      severity: 'error',
      from: { path: '^packages/core/src/(?!node/((socket|duration|call-bridge/server)\\.ts$|mcp/))' },
      to: { path: '(^|/)node_modules/' },
    },
    {
      name: 'main-door-has-no-io',
      comment: 'Behind the main door nothing may need timers, a network or Node.',
      severity: 'error',
      from: { path: '^packages/core/src/(?!web/|node/)' },
      to: { path: '^packages/core/src/(web|node)/' },
    },
    {
      name: 'web-does-not-need-node',
      comment: 'The web door runs in browsers and workers.',
      severity: 'error',
      from: { path: '^packages/core/src/(?!node/)' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'source-to-tools-or-tests',
      comment: 'What is published must not need what is not.',
      severity: 'error',
      from: { path: '^packages/[^/]+/(src|nodes|credentials)/' },
      to: { path: '^(tools/|packages/[^/]+/test/)' },
    },
    {
      name: 'no-reaching-inside',
      comment: "A package's doors are its promise; its inner files may move.",
      severity: 'error',
      from: { path: '^packages/(?!core/)|^tools/' },
      to: {
        path: '^packages/core/src/',
        pathNot:
          '^packages/core/src/(index|web/index|web/rest|web/streaming|web/microphone|streaming/opus/index|node/index|node/mcp/index)\\.ts$',
      },
    },
    {
      name: 'no-reaching-inside-adapters',
      comment: 'The same promise: tools use an adapter as its users do.',
      severity: 'error',
      from: { path: '^tools/' },
      to: { path: '^packages/(?!core/)[^/]+/src/', pathNot: '^packages/[^/]+/src/index\\.ts$' },
    },
    {
      name: 'no-cycles',
      comment: 'Files in a circle cannot be read alone, type-only imports included: give the shared type its own file.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-undeclared',
      comment: 'A package that works by hoisting breaks on the next machine.',
      severity: 'error',
      from: { path: '^packages/[^/]+/(src|nodes|credentials)/|^tools/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-unresolved',
      comment:
        'It would fail when it runs. LiveKit is installed only by `npx nx livekit examples`, which checks its types.',
      severity: 'error',
      from: { pathNot: '^tools/examples/livekit/plugin/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(packages|tools|tools/hosts)/[^/]+/(dist|out-tsc|coverage)/' },
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@aai-connectors/source', 'import', 'require', 'node', 'default'],
    },
  },
};
