import { PieceMetadata } from '@activepieces/pieces-framework';
import { describe, expect, it } from 'vitest';
import { assemblyAi } from '../src/index.ts';

/** The metadata as the platform stores it: JSON, without functions. */
const metadata = JSON.parse(
  JSON.stringify({ ...assemblyAi.metadata(), name: '@aai-connectors/piece-assemblyai', version: '0.1.0' }),
) as {
  readonly actions: Readonly<Record<string, object>>;
  readonly triggers: Readonly<Record<string, object>>;
};

/**
 * Replaces what the framework's types allow and its schema of 0.32.0 does not: lists without columns, and secrets.
 */
function inSchemaForm(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inSchemaForm);
  if (typeof value !== 'object' || value === null) return value;
  const parts = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, inSchemaForm(part)]));
  if (parts['type'] === 'SECRET_TEXT') return { ...parts, type: 'SHORT_TEXT' };
  return parts['type'] === 'ARRAY' ? { properties: {}, ...parts } : parts;
}

describe("The piece's metadata", () => {
  it("is valid in the framework's schema", () => {
    const { success, error } = PieceMetadata.safeParse(inSchemaForm(metadata));
    expect(error?.issues ?? []).toEqual([]);
    expect(success).toBe(true);
  });
});
