import type { Identity } from './identity.ts';
import { CORE_DEPENDENCY, type CoreMode } from './sources.ts';

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** The files beside the source of a piece in the platform's repository. @param coreVersion of the core's package */
export function manifestFiles(
  { packageName, version }: Identity,
  mode: CoreMode,
  coreVersion: string,
): ReadonlyMap<string, string> {
  return new Map([
    [
      'package.json',
      json({
        name: packageName,
        version,
        main: './dist/src/index.js',
        types: './dist/src/index.d.ts',
        scripts: { build: 'tsc -p tsconfig.lib.json && cp package.json dist/', lint: "eslint 'src/**/*.ts'" },
        dependencies: {
          ...(mode === 'dependency' && { [CORE_DEPENDENCY]: coreVersion }),
          '@activepieces/pieces-framework': 'workspace:*',
          tslib: '2.6.2',
        },
      }),
    ],
    [
      'tsconfig.json',
      json({
        extends: '../../../../tsconfig.base.json',
        compilerOptions: {
          module: 'commonjs',
          forceConsistentCasingInFileNames: true,
          strict: true,
          noImplicitOverride: true,
          noPropertyAccessFromIndexSignature: true,
          noImplicitReturns: true,
          noFallthroughCasesInSwitch: true,
        },
        files: [],
        include: [],
        references: [{ path: './tsconfig.lib.json' }],
      }),
    ],
    [
      'tsconfig.lib.json',
      json({
        extends: './tsconfig.json',
        compilerOptions: {
          rootDir: '.',
          baseUrl: '.',
          paths: {},
          outDir: './dist',
          declaration: true,
          declarationMap: true,
          types: ['node'],
        },
        exclude: ['src/**/*.spec.ts', 'src/**/*.test.ts'],
        include: ['src/**/*.ts'],
      }),
    ],
    [
      '.eslintrc.json',
      json({
        extends: ['../../../../.eslintrc.json'],
        ignorePatterns: ['!**/*', 'dist'],
        overrides: [{ files: ['*.ts', '*.tsx', '*.js', '*.jsx'], rules: {} }],
      }),
    ],
  ]);
}

/** Compiler options of the platform's repository, for a tree that is checked outside of it. */
export const BASE_OPTIONS = {
  allowSyntheticDefaultImports: true,
  esModuleInterop: true,
  rootDir: '.',
  sourceMap: true,
  declaration: false,
  moduleResolution: 'node',
  emitDecoratorMetadata: true,
  experimentalDecorators: true,
  importHelpers: true,
  target: 'es2015',
  module: 'esnext',
  lib: ['es2022', 'dom'],
  skipLibCheck: true,
  skipDefaultLibCheck: true,
  baseUrl: '.',
};

/** The base configuration of the repository with the entry of the piece, at its place in the alphabet. */
export function baseConfig(current: string | undefined, { packageName, folder }: Identity): string {
  const file = `packages/pieces/community/${folder}/src/index.ts`;
  if (current === undefined) {
    return json({ compileOnSave: false, compilerOptions: { ...BASE_OPTIONS, paths: { [packageName]: [file] } } });
  }
  if (current.includes(`"${packageName}"`)) return current;
  const lines = current.split('\n');
  const isEntry = (line: string): boolean => /^\s*"@activepieces\/[^"]+":/.test(line);
  const nameIn = (line: string): string => /"([^"]+)"/.exec(line)?.[1] ?? '';
  const at = lines.findIndex((line) => isEntry(line) && nameIn(line) > packageName);
  if (at === -1) throw new Error('tsconfig.base.json has no entry to insert the piece before.');
  const indent = /^\s*/.exec(lines[at]!)![0];
  lines.splice(at, 0, `${indent}"${packageName}": [`, `${indent}  "${file}"`, `${indent}],`);
  return lines.join('\n');
}
