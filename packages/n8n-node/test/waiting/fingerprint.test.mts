import { expect, it } from 'vitest';
import type { Task } from '../../src/actions/task.ts';
import { findEntry } from '../../src/core.ts';
import { taskFingerprint } from '../../src/waiting/fingerprint.ts';

const task = (input: object, item = 0): Task =>
  ({ item, entry: findEntry('get_transcript')!, input, waiting: 'suspend' }) as Task;

it('equals the fingerprint in stored executions', async () => {
  expect(await taskFingerprint(task({ transcript_id: 't-1' }))).toBe('0335c332e5f23b622d74cdfe9e907c6b');
});

it('differs by item and input, but not by how a file is opened', async () => {
  const known = await taskFingerprint(task({ data: () => 'a' }));
  expect(await taskFingerprint(task({ data: () => 'b' }))).toBe(known);
  expect(await taskFingerprint(task({ data: () => 'a' }, 1))).not.toBe(known);
  expect(await taskFingerprint(task({ data: () => 'a', name: 'a.mp3' }))).not.toBe(known);
});
