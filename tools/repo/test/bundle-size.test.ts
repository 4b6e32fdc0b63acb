import { expect, it } from 'vitest';
import { bundle, gzipped } from '../size/bundle.ts';
import { modulesOf } from '../size/modules.ts';

it('divides a bundle into its modules', async () => {
  const whole = await bundle(`export { createWebhook } from '@aai-connectors/core';`);
  const modules = modulesOf(whole);
  expect(modules.map(({ name }) => name)).toContain('errors.ts');
  expect(modules.reduce((sum, { bytes }) => sum + bytes, 0)).toBeGreaterThan(0.9 * whole.code.length);
  expect(modules.every(({ gzipBytes, bytes }) => gzipBytes > 0 && gzipBytes < bytes)).toBe(true);
  expect(modules.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0)).toBeLessThan(gzipped(whole.code));
});
