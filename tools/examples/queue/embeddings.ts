import { Embeddings } from '@langchain/core/embeddings';

export const DIMENSIONS = 1024;

/** Places of each word, so that two words rarely share all of them. */
const PLACES = 4;

/**
 * Counts words by their hash, so that texts with the same words are close to each other. Needs no model and no network. For
 * real questions, use a real model.
 */
export class HashEmbeddings extends Embeddings {
  constructor() {
    super({});
  }

  override embedDocuments(texts: string[]): Promise<number[][]> {
    return Promise.resolve(texts.map(vectorOf));
  }

  override embedQuery(text: string): Promise<number[]> {
    return Promise.resolve(vectorOf(text));
  }
}

function vectorOf(text: string): number[] {
  const vector = Array.from({ length: DIMENSIONS }, () => 0);
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    for (let place = 0; place < PLACES; place++) {
      const hash = hashOf(`${place}${word}`);
      // The sign keeps two words of the same place from adding up.
      vector[hash % DIMENSIONS]! += (hash & 0x1_0000) === 0 ? 1 : -1;
    }
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

/** FNV-1a. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(word)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}
