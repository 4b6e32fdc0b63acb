import { defineConfig } from 'tsdown';

/** Samples are data: the build makes them, so that the app does not when it is loaded. */
const samplesAsData = {
  name: 'samples-as-data',
  async load(id: string): Promise<string | undefined> {
    if (!/[\\/]sample-data\.ts$/.test(id)) return undefined;
    const { SAMPLES } = await import('./src/actions/sample-data.ts');
    return `export const SAMPLES = JSON.parse(${JSON.stringify(JSON.stringify(SAMPLES))});`;
  },
};

export default defineConfig({
  entry: ['src/index.ts'],
  format: ['esm'],
  dts: false,
  outExtensions: () => ({ js: '.js' }),
  tsconfig: 'tsconfig.build.json',
  sourcemap: false,
  platform: 'node',
  // What the host runs apps on.
  target: 'node22',
  deps: { alwaysBundle: [/^@aai-connectors\//], neverBundle: ['zapier-platform-core'] },
  plugins: [samplesAsData],
});
