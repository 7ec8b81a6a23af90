/** Bytes of a file that people wrote, as text. */

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Null where they are no UTF-8. A byte order mark at the start is left out. */
export function utf8Text(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

export const NOT_UTF8 = 'the file is not UTF-8; save it as UTF-8';
