import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { Document, type DocumentInterface } from '@langchain/core/documents';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { VectorStore } from '@langchain/core/vectorstores';

type Metadata = Record<string, unknown>;

/**
 * A vector store in PGlite, which is Postgres with pgvector inside this process and keeps its data in a folder. With a
 * Postgres server, the same statements work over the network.
 */
export class PGliteVectorStore extends VectorStore {
  declare FilterType: Metadata;
  readonly #database: PGlite;

  private constructor(embeddings: EmbeddingsInterface, database: PGlite) {
    super(embeddings, {});
    this.#database = database;
  }

  /** Opens or creates the store in `folder`. Only one process can open it at a time. */
  static async open(embeddings: EmbeddingsInterface, folder: string, dimensions: number): Promise<PGliteVectorStore> {
    const database = await PGlite.create(folder, { extensions: { vector } });
    await database.exec(`
      CREATE EXTENSION IF NOT EXISTS vector;
      CREATE TABLE IF NOT EXISTS documents (
        id text PRIMARY KEY,
        content text NOT NULL,
        metadata jsonb NOT NULL,
        embedding vector(${dimensions}) NOT NULL
      );
      CREATE INDEX IF NOT EXISTS documents_source ON documents ((metadata ->> 'source_id'));
    `);
    return new PGliteVectorStore(embeddings, database);
  }

  override _vectorstoreType(): string {
    return 'pglite';
  }

  override async addDocuments(documents: DocumentInterface[]): Promise<string[]> {
    return this.addVectors(await this.embeddings.embedDocuments(documents.map((one) => one.pageContent)), documents);
  }

  /** Adds documents, or replaces those with the same IDs. */
  override async addVectors(vectors: number[][], documents: DocumentInterface[]): Promise<string[]> {
    const ids = documents.map(({ id }) => id ?? crypto.randomUUID());
    await this.#database.query(
      `INSERT INTO documents (id, content, metadata, embedding)
       SELECT id, content, metadata::jsonb, embedding::vector
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS given (id, content, metadata, embedding)
       ON CONFLICT (id) DO UPDATE
       SET content = excluded.content, metadata = excluded.metadata, embedding = excluded.embedding`,
      [
        ids,
        documents.map(({ pageContent }) => pageContent),
        documents.map(({ metadata }) => JSON.stringify(metadata)),
        vectors.map((values) => JSON.stringify(values)),
      ],
    );
    return ids;
  }

  override async delete({ ids }: { readonly ids: readonly string[] }): Promise<void> {
    await this.#database.query('DELETE FROM documents WHERE id = ANY($1::text[])', [ids]);
  }

  /** The score is the cosine similarity. `filter`: metadata that a document must have. */
  override async similaritySearchVectorWithScore(
    query: number[],
    k: number,
    filter: Metadata = {},
  ): Promise<[Document, number][]> {
    const { rows } = await this.#database.query<{ id: string; content: string; metadata: Metadata; score: number }>(
      `SELECT id, content, metadata, 1 - (embedding <=> $1::vector) AS score FROM documents
       WHERE metadata @> $2::jsonb ORDER BY embedding <=> $1::vector LIMIT $3`,
      [JSON.stringify(query), JSON.stringify(filter), k],
    );
    return rows.map(({ id, content, metadata, score }) => [
      new Document({ id, pageContent: content, metadata }),
      score,
    ]);
  }

  /** The stored text of each source, in the order of its documents. */
  async texts(): Promise<ReadonlyMap<string, string>> {
    const { rows } = await this.#database.query<{ source: string; text: string }>(
      `SELECT metadata ->> 'source' AS source, string_agg(content, ' ' ORDER BY (metadata ->> 'index')::int) AS text
       FROM documents GROUP BY metadata ->> 'source_id', metadata ->> 'source'`,
    );
    return new Map(rows.map(({ source, text }) => [source, text]));
  }

  async count(): Promise<{ readonly documents: number; readonly sources: number }> {
    const { rows } = await this.#database.query<{ documents: number; sources: number }>(
      `SELECT count(*)::int AS documents, count(DISTINCT metadata ->> 'source_id')::int AS sources FROM documents`,
    );
    return rows[0]!;
  }

  async close(): Promise<void> {
    await this.#database.close();
  }
}
