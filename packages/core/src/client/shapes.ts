/** Checks of what comes back: each names what is wrong, or nothing. */

const record = (body: unknown): Record<string, unknown> | undefined =>
  typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : undefined;

export const asTranscript = (body: unknown): string | undefined => {
  const { id, status } = record(body) ?? {};
  return typeof id === 'string' && id !== '' && typeof status === 'string'
    ? undefined
    : 'The answer is not a transcript: it has no id or no status.';
};

export const withList =
  (key: string) =>
  (body: unknown): string | undefined =>
    Array.isArray(record(body)?.[key]) ? undefined : `The answer has no ${key}.`;

export const withText =
  (key: string) =>
  (body: unknown): string | undefined =>
    typeof record(body)?.[key] === 'string' ? undefined : `The answer has no ${key}.`;
