/** A field of an action, as far as its type matters. */
interface TypedField {
  readonly key?: string;
  readonly type?: string;
}

/** The actions of an app. */
interface AppWithActions {
  readonly creates?: Readonly<Record<string, { readonly operation: { readonly inputFields?: readonly unknown[] } }>>;
}

/** A file that the platform holds for a step. */
export interface HeldFile {
  /** The bytes, or what sends them slowly at each request. */
  readonly content: Buffer | (() => AsyncIterable<Uint8Array>);
  readonly name: string | undefined;
}

/** Largest file that the platform passes to a step, in bytes. Source: the description of field types in its schema. */
export const LARGEST_FILE = 120_000_000;

/**
 * The answers of an action as the platform passes them: each value of a field of type `file` becomes a private link.
 * The platform fetches a link itself, and makes a text file of anything else.
 *
 * @param hold keeps a file and returns its private link
 * @param isHeld whether a link is one of those
 * @throws Error if the link cannot be fetched or its file is too large
 */
export async function withFiles(
  { creates = {} }: AppWithActions,
  method: string,
  inputData: Readonly<Record<string, unknown>>,
  hold: (file: HeldFile) => string,
  isHeld: (link: string) => boolean,
): Promise<Readonly<Record<string, unknown>>> {
  const [kind, key = ''] = method.split('.');
  const fields = kind === 'creates' ? ((creates[key]?.operation.inputFields ?? []) as readonly TypedField[]) : [];
  const passed: Record<string, unknown> = { ...inputData };
  for (const { key: name, type } of fields) {
    const value = name === undefined ? undefined : inputData[name];
    if (name === undefined || type !== 'file' || value === undefined || value === '') continue;
    const text = String(value);
    if (!isHeld(text)) passed[name] = hold(await fileOf(text));
  }
  return passed;
}

async function fileOf(text: string): Promise<HeldFile> {
  if (!/^https?:\/\//.test(text)) return { content: Buffer.from(text), name: 'file.txt' };
  const response = await fetch(text);
  if (!response.ok) throw new Error(`The platform could not fetch the file: status ${response.status}.`);
  const content = Buffer.from(await response.arrayBuffer());
  if (content.byteLength > LARGEST_FILE) throw new Error('The file is too large for the platform.');
  return { content, name: new URL(text).pathname.split('/').pop() };
}
