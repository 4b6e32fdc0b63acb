import { sha256 } from '@langchain/core/utils/hash';

/**
 * A deterministic ID: the same `parts` always give the same ID, so loading a document again overwrites it. The ID is a
 * UUID because some vector stores accept nothing else. Version 8 leaves its bits to the application (RFC 9562).
 */
export function stableId(...parts: readonly (string | number)[]): string {
  const hex = sha256(JSON.stringify(parts)).slice(0, 32);
  const variant = ((Number.parseInt(hex[16]!, 16) & 0b0011) | 0b1000).toString(16);
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, variant + hex.slice(17, 20), hex.slice(20)].join(
    '-',
  );
}
