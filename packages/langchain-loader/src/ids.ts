import { sha256 } from '@langchain/core/utils/hash';

/**
 * An id that depends on nothing but `parts`, so that the same document has it again the next time and overwrites
 * itself. A UUID, because some vector stores take no other ids; version 8, whose bits are the maker's own (RFC 9562).
 */
export function stableId(...parts: readonly (string | number)[]): string {
  const hex = sha256(JSON.stringify(parts)).slice(0, 32);
  const variant = ((Number.parseInt(hex[16]!, 16) & 0b0011) | 0b1000).toString(16);
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, variant + hex.slice(17, 20), hex.slice(20)].join(
    '-',
  );
}
