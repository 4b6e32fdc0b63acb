import { fingerprintOf, sha256Of } from '../core.ts';

/** Fingerprint of an input, with files by their content. Shows whether a retried step has the same input. */
export async function inputFingerprint(input: Readonly<Record<string, unknown>>): Promise<string> {
  const parts = await Promise.all(
    Object.entries(input).map(
      async ([key, value]) => [key, isFile(value) ? await sha256Of(value.data) : value] as const,
    ),
  );
  return fingerprintOf(parts);
}

const isFile = (value: unknown): value is { readonly data: BufferSource } =>
  typeof value === 'object' && value !== null && 'data' in value && ArrayBuffer.isView(value.data);
