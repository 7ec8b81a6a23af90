/**
 * An address that a person typed may end in a state. Where the state has the code of a country too ("Springfield, IL")
 * the address is read both ways, and the reading that a listed address bears out counts.
 */

/** Of the United States and Canada: those that are no country's code are read as states anyway. */
const STATES_LIKE_COUNTRIES: ReadonlySet<string> = new Set(
  'AL AR AZ CA CO DE GA ID IL IN KY LA MA MD ME MN MO MS MT NC NE NL NU PA PE SC SD SK TN VA YT'.split(' '),
);
const LAST_CODE = /,\s*([a-z]{2})[\s.,]*$/i;

/** As it is written, and then, where it can be, with the code as a word of the town before it. */
export function addressReadings(text: string): string[] {
  const [, code] = LAST_CODE.exec(text) ?? [];
  if (code === undefined || !STATES_LIKE_COUNTRIES.has(code.toUpperCase())) return [text];
  return [text, text.replace(LAST_CODE, ` ${code}`)];
}
