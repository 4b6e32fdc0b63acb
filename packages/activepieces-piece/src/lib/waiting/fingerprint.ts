/** The same text for the same input, files by their content: whether a step is asked to do what it did before. */
export async function printOf(input: Readonly<Record<string, unknown>>): Promise<string> {
  const parts = await Promise.all(
    Object.entries(input).map(async ([key, value]) => [key, isFile(value) ? await digest(value.data) : value] as const),
  );
  return digest(new TextEncoder().encode(JSON.stringify(parts)));
}

const isFile = (value: unknown): value is { readonly data: Uint8Array<ArrayBuffer> } =>
  typeof value === 'object' && value !== null && 'data' in value && ArrayBuffer.isView(value.data);

async function digest(data: Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
