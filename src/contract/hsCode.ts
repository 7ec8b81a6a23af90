/** Codes of the Harmonized System: 6 international digits, then up to 4 national ones; always text, never a number. */
export type HsCode = {
  /** 1 to 99, from the first two digits; that such a chapter exists is another question. 0 for "00". */
  readonly chapter: number;
  /** First four digits. */
  readonly heading: string;
  /** First six digits: the part that is the same in all countries. */
  readonly subheading: string;
};

/** Read a text of 6 to 10 digits, nothing else; undefined when it does not have that shape. */
export function hsShape(text: string): HsCode | undefined {
  if (!/^[0-9]{6,10}$/.test(text)) return undefined;
  return { chapter: Number(text.slice(0, 2)), heading: text.slice(0, 4), subheading: text.slice(0, 6) };
}
