/** What Zapier allows an app. Source: docs.zapier.com, "Zapier operating constraints". */
export const LIMITS = {
  /** Time of one run of a function, ms. */
  runMs: 30_000,
  /** The bundle of a run as JSON, in bytes. */
  inputBytes: 6 * 1024 * 1024,
  /** A response of the runtime that carries results, as JSON, in bytes. Larger results must be stored first. */
  messageBytes: 6 * 1024 * 1024,
  /** The results of a run as JSON. */
  outputCharacters: 20 * 1024 * 1024,
  /** New items of one poll. With more, Zapier holds all of them until a person confirms. */
  newItems: 100,
  /** Characters of an error that Zapier shows. */
  errorCharacters: 250,
} as const;

/** A run that broke a limit. The app cannot catch it. */
export class LimitError extends Error {
  override readonly name = 'LimitError';
}

/** @throws LimitError for a bundle that is too large */
export function checkInput(bundle: object): void {
  const size = Buffer.byteLength(JSON.stringify(bundle));
  if (size > LIMITS.inputBytes) throw new LimitError(`Invoke payload too large (${size} bytes)`);
}

/** @throws LimitError for results that neither fit into the response nor were stored */
export function checkOutput(results: unknown): void {
  const size = Buffer.byteLength(JSON.stringify(results) ?? '');
  if (size > LIMITS.messageBytes)
    throw new LimitError(`Response payload size exceeded maximum allowed payload size (${size} bytes)`);
}

/** Runs `work`, and kills it at the time limit. @throws LimitError then */
export async function withinTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const killed = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new LimitError('The app did not respond in-time.')), LIMITS.runMs);
  });
  try {
    return await Promise.race([work, killed]);
  } finally {
    clearTimeout(timer);
  }
}

/** What a person sees of an error: the message that its JSON contains, without what is too long or for developers. */
export function shownOf(error: unknown): string {
  const [message = ''] = (error as Error).message.split(/\n(?:What happened|Console logs):/);
  return textIn(message.trim()).slice(0, LIMITS.errorCharacters);
}

function textIn(message: string): string {
  try {
    const { message: inner } = JSON.parse(message) as { readonly message?: unknown };
    return typeof inner === 'string' ? inner : message;
  } catch {
    return message;
  }
}
