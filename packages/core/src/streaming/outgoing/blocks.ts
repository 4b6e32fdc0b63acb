import { MAX_FREE } from '../limits.ts';

/** Free blocks by their size, for all sessions. */
const free = new Map<number, Uint8Array[]>();

/** Returns memory of `size` bytes, which may contain old data. */
export const takeBlock = (size: number): Uint8Array => free.get(size)?.pop() ?? new Uint8Array(size);

/** Keeps memory for reuse. The caller must not keep other references to it. */
export function giveBlock(block: Uint8Array): void {
  const blocks = free.get(block.length) ?? [];
  if (blocks.length * block.length < MAX_FREE) blocks.push(block);
  free.set(block.length, blocks);
}
