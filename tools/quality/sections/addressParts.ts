/** US addresses taken apart beside their tags. */
import { markdownTable } from '../../../src/cli/textTable.ts';
import { measureAddresses } from '../addresses.ts';
import { columns, type Section, shareFigure, shareText } from '../section.ts';

export function addressPartsSection(): Section {
  const shares = measureAddresses();
  return {
    lines: markdownTable(
      columns('parts of US addresses', ['addresses', 'as tagged']),
      shares.map((share) => [share.part, String(share.of), shareText(share)]),
    ),
    figures: Object.fromEntries(
      shares.map((share) => [`US addresses, ${share.part} as tagged`, { ...shareFigure(share), better: 'higher' }]),
    ),
  };
}
