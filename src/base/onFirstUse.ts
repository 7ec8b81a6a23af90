/** Tables that take milliseconds to make, and that most processes never ask for, are made when they are first asked for. */
export function onFirstUse<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
