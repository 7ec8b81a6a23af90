/** Names that come from files go to terminals: none of them may command one. */
export function printable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, '?');
}
