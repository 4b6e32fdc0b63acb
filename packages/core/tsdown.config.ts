import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    web: 'src/web/index.ts',
    node: 'src/node/index.ts',
    rest: 'src/web/rest.ts',
    streaming: 'src/web/streaming.ts',
    microphone: 'src/web/microphone.ts',
    opus: 'src/streaming/opus/index.ts',
    mcp: 'src/node/mcp/index.ts',
    'mcp-server': 'src/node/mcp/program.ts',
    'call-bridge': 'src/node/call-bridge/program.ts',
  },
  format: ['esm', 'cjs'],
  fixedExtension: true,
  dts: true,
  tsconfig: 'tsconfig.build.json',
  sourcemap: false,
  platform: 'neutral',
  target: 'es2022',
  deps: { neverBundle: [/^node:/] },
});
