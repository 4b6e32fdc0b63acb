/** Drops what a host prints of itself, such as the memory it uses; the returned function lets it print again. */
export function quietly(): () => void {
  const print = Reflect.get(console, 'log') as unknown;
  Reflect.set(console, 'log', () => undefined);
  return () => void Reflect.set(console, 'log', print);
}
