import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { licensesOf } from '../bundle/licenses.ts';
import { z } from '../bundle/schemas.ts';
import { assemblyAi } from '../src/index.ts';
import { useStage } from './stage.ts';

const stage = useStage();

/** JSON, as the platform stores it. */
const stored = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('The archive', () => {
  it('has one code file below 400 kB', () => {
    expect(stage.archive.bundleBytes).toBeLessThan(400_000);
  });

  it('has the metadata that the source has with the whole framework', () => {
    expect(stored(stage.piece.metadata())).toEqual(stored(assemblyAi.metadata()));
  });

  describe('has the license', () => {
    let licenses: string;
    beforeAll(() => {
      licenses = readFileSync(join(stage.folder, 'empty/package/THIRD-PARTY-LICENSES.txt'), 'utf8');
    });

    it.each(['@activepieces/pieces-framework', '@activepieces/shared', 'tslib'])('of %s', (name) => {
      expect(licenses).toMatch(new RegExp(`^${name} \\d`, 'm'));
    });

    it('text of each package', () => {
      for (const part of licenses.split(`\n${'-'.repeat(80)}\n`)) expect(part).toMatch(/permi(t|ss)|redistribut/i);
    });
  });
});

it('refuses to bundle a package without a license', () => {
  const folder = join(stage.folder, 'node_modules/unlicensed');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"version":"1.0.0"}');
  expect(() => licensesOf([join(folder, 'index.js')])).toThrow('unlicensed has no license file');
});

describe('The bundled schemas', () => {
  interface Combined {
    object(shape: object): Combined;
    extend(shape: object): Combined;
    readonly shape: object;
    safeParse(value: unknown): unknown;
  }
  const schemas = z as object as Combined;

  it('can be combined', () => {
    expect({ ...schemas.object({}).extend({ ...schemas.shape }).shape }).toEqual({});
  });

  it('refuse to check a value', () => {
    expect(() => schemas.object({}).safeParse(1)).toThrow('no schemas');
  });
});
