/** Why a list file cannot hold an entry: an import refuses it, so that whatever is written can be read again. */
import { LINE_BYTES } from './byteLines.ts';
import { checkEntry } from './checkEntry.ts';
import type { Entry, Indicator } from './entry.ts';

/** UTF-8 bytes of a UTF-16 unit as JSON writes it at most, and of the words around a text. */
const [UNIT_BYTES, FRAME_BYTES] = [6, 200];

export function whyUnlistable(entry: Entry): string | null {
  const texts = textsOf(entry);
  // escapes of JSON bring it in where no byte is one; nothing that a parcel can hold has it
  if (texts.some((text) => text.includes('\0'))) return 'a text of the entry holds a NUL character';
  const checked = checkEntry(entry);
  if (typeof checked === 'string') return checked;
  const most = texts.reduce((sum, text) => sum + text.length * UNIT_BYTES + FRAME_BYTES, FRAME_BYTES);
  return most > LINE_BYTES && Buffer.byteLength(JSON.stringify(entry)) > LINE_BYTES
    ? `expected an entry of at most ${LINE_BYTES} bytes in a list`
    : null;
}

function textsOf({ id, list, programmes, related, indicators }: Entry): string[] {
  return [id, list, ...programmes, ...related, ...indicators.flatMap(ofIndicator)];
}

function ofIndicator(indicator: Indicator): string[] {
  if (indicator.kind === 'wallet') return [indicator.symbol, indicator.address];
  if (indicator.kind !== 'address') return [indicator.text];
  const { lines, city, region, postcode, country } = indicator;
  return [...lines, ...[city, region, postcode, country].filter((part) => part !== null)];
}
