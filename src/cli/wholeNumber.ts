/** An option that counts something. @throws RangeError naming the option, the least it may be and what it got */
export function wholeNumber(option: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= least && text.trim() !== '') return value;
  throw new RangeError(`expected ${option} of ${least} or more, got "${text}"`);
}
