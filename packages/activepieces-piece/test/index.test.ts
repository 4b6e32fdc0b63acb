import { PieceMetadata } from '@activepieces/pieces-framework';
import { describe, expect, it } from 'vitest';
import { assemblyAi } from '../src/index.ts';

/** As the platform stores it: JSON, without functions. */
const metadata = JSON.parse(
  JSON.stringify({ ...assemblyAi.metadata(), name: '@aai-connectors/piece-assemblyai', version: '0.1.0' }),
) as {
  readonly actions: Readonly<Record<string, object>>;
  readonly triggers: Readonly<Record<string, object>>;
};

/**
 * What the framework's types allow and its schema of 0.32.0 lacks: lists without columns, and the secret of a connection.
 */
function asTheSchemaHasIt(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asTheSchemaHasIt);
  if (typeof value !== 'object' || value === null) return value;
  const parts = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, asTheSchemaHasIt(part)]));
  if (parts['type'] === 'SECRET_TEXT') return { ...parts, type: 'SHORT_TEXT' };
  return parts['type'] === 'ARRAY' ? { properties: {}, ...parts } : parts;
}

describe("The piece's metadata", () => {
  it("is valid by the framework's own schema", () => {
    const { success, error } = PieceMetadata.safeParse(asTheSchemaHasIt(metadata));
    expect(error?.issues ?? []).toEqual([]);
    expect(success).toBe(true);
  });
});
