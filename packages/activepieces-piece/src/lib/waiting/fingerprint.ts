import { fingerprintOf, sha256Of } from '../core.ts';

/** The same text for the same input, files by their content: whether a step is asked to do what it did before. */
export async function inputFingerprint(input: Readonly<Record<string, unknown>>): Promise<string> {
  const parts = await Promise.all(
    Object.entries(input).map(
      async ([key, value]) => [key, isFile(value) ? await sha256Of(value.data) : value] as const,
    ),
  );
  return fingerprintOf(parts);
}

const isFile = (value: unknown): value is { readonly data: Uint8Array<ArrayBuffer> } =>
  typeof value === 'object' && value !== null && 'data' in value && ArrayBuffer.isView(value.data);
