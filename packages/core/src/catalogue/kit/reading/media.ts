/** Whether a value can be read as audio: a URL, bytes, a Blob, a stream, or a file object with one of these as `data`. */
export function isMedia(value: unknown): boolean {
  return typeof value === 'object' && value !== null && (isLinkObject(value) || isData(value) || isFile(value));
}

const isLinkObject = (value: object): boolean => value instanceof URL;

/** Checks for methods instead of classes, because hosts use their own classes. */
const isData = (value: object): boolean =>
  ArrayBuffer.isView(value) ||
  value instanceof ArrayBuffer ||
  Symbol.asyncIterator in value ||
  typeof (value as { getReader?: unknown }).getReader === 'function' ||
  typeof (value as { arrayBuffer?: unknown }).arrayBuffer === 'function';

const isFile = (value: object): boolean => {
  const { data } = value as { readonly data?: unknown };
  return typeof data === 'function' || (typeof data === 'object' && data !== null && isData(data));
};
