import { defineConfig } from 'tsdown';

/** What n8n loads by its place in the package. */
const ENTRIES = [
  'credentials/AssemblyAiApi.credentials',
  'nodes/AssemblyAi/AssemblyAi.node',
  'nodes/AssemblyAiTrigger/AssemblyAiTrigger.node',
  'nodes/AssemblyAiPollingTrigger/AssemblyAiPollingTrigger.node',
  'nodes/AssemblyAiLiveTrigger/AssemblyAiLiveTrigger.node',
];

export default defineConfig({
  entry: Object.fromEntries(ENTRIES.map((path) => [path, `${path}.ts`])),
  format: ['cjs'],
  fixedExtension: false,
  dts: false,
  tsconfig: 'tsconfig.build.json',
  sourcemap: false,
  platform: 'node',
  target: 'node22',
  // A verified node has no dependencies: the core goes into the bundle, readable for the reviewers.
  deps: { alwaysBundle: [/^@aai-connectors\//], neverBundle: ['n8n-workflow'] },
  // Shared code under names that stay the same from one version to the next.
  outputOptions: {
    chunkFileNames: 'lib/[name].js',
    codeSplitting: { groups: [{ name: 'core', test: /packages.core.dist/ }] },
  },
  minify: false,
  copy: [
    { from: 'icons/*.svg', to: 'dist/icons' },
    ...['AssemblyAi', 'AssemblyAiTrigger', 'AssemblyAiPollingTrigger', 'AssemblyAiLiveTrigger'].map((name) => ({
      from: `nodes/${name}/${name}.node.json`,
      to: `dist/nodes/${name}`,
    })),
  ],
});
