/** Records with errors put together by name, address and mailbox, as attributes of one party are: each narrows what is open. */
import { markdownTable } from '../../../src/cli/textTable.ts';
import {
  type ListedAddress,
  listedAddress,
  type QueriedAddress,
  queriedAddress,
  scoreAddress,
} from '../../../src/watchlist/compare/address.ts';
import { emailComparator } from '../../../src/watchlist/compare/email.ts';
import { type PreparedName, prepareName } from '../../../src/watchlist/compare/preparedName.ts';
import { scoreNames } from '../../../src/watchlist/compare/scoreNames.ts';
import { defaultCorroboration } from '../../../src/watchlist/corroboration.ts';
import { readTable } from '../data.ts';
import { bestThreshold, type Linkage, link } from '../linkage.ts';
import { columns, type Section, shareFigure, shareText } from '../section.ts';

type Attributes = {
  readonly name: PreparedName;
  /** As either side of a comparison; null where there is none. */
  readonly address: { readonly query: QueriedAddress; readonly listed: ListedAddress } | null;
  readonly email: string;
  readonly keys: readonly string[];
};

export async function linkageSection(): Promise<Section> {
  const measured = [
    ...(await Promise.all(
      ['dataset1', 'dataset2', 'dataset3'].map(async (name) => [`FEBRL ${name}`, await febrl(name)] as const),
    )),
    ['Splink fake_1000', await splink()] as const,
  ].map(([name, linkage]) => {
    const best = bestThreshold(linkage);
    const compared = linkage.candidates.filter(({ isMatch }) => isMatch).length;
    return {
      name,
      best,
      pairs: linkage.candidates.length,
      compared: { count: compared, of: linkage.numTrue },
      precision: { count: best.found, of: best.found + best.wrong },
      recall: { count: best.found, of: linkage.numTrue },
    };
  });
  return {
    lines: markdownTable(
      columns('records put together', [
        'pairs compared',
        'true ones among them',
        'best threshold',
        'precision',
        'recall',
        'F1',
      ]),
      measured.map(({ name, best, pairs, compared, precision, recall }) => [
        name,
        pairs.toLocaleString('en'),
        `${compared.count} of ${compared.of}`,
        best.threshold.toFixed(3),
        shareText(precision),
        shareText(recall),
        best.f1.toFixed(3),
      ]),
    ),
    figures: Object.fromEntries(
      measured.flatMap(({ name, precision, recall }) => [
        [`${name}, precision`, { ...shareFigure(precision), better: 'higher' as const }],
        [`${name}, recall`, { ...shareFigure(recall), better: 'higher' as const }],
      ]),
    ),
  };
}

/** Names and addresses of Australians; birth dates and social numbers are left out, since parcels carry none. */
async function febrl(file: string): Promise<Linkage> {
  const rows = (await readTable(`entity-resolution/febrl/${file}.csv`)).map(trimmed);
  const records = rows.map((row): Attributes => {
    const street = [row.street_number, row.address_1].filter((part) => part !== '').join(' ');
    const { name, keys } = nameOf(row.given_name, row.surname);
    return {
      name,
      address: addressOf([street, row.address_2, row.suburb, `${row.state} ${row.postcode}`].join(', ')),
      email: '',
      keys: [...keys, `street ${row.address_1}`, `house ${row.street_number} ${row.postcode}`, `suburb ${row.suburb}`],
    };
  });
  return link(
    records,
    rows.map(({ rec_id }) => rec_id.split('-')[1]),
    ({ keys }) => keys,
    compare,
  );
}

/** Names, towns and mailboxes; birth dates are left out. */
async function splink(): Promise<Linkage> {
  const rows = (await readTable('entity-resolution/splink/fake_1000.csv')).map(trimmed);
  const records = rows.map((row): Attributes => {
    const { name, keys } = nameOf(row.first_name, row.surname);
    return {
      name,
      address: addressOf(row.city),
      email: row.email,
      keys: [...keys, `email ${row.email}`, `box ${row.email.split('@')[0]}`],
    };
  });
  return link(
    records,
    rows.map(({ cluster }) => cluster),
    ({ keys }) => keys,
    compare,
  );
}

function trimmed(row: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(row).map(([column, text]) => [column.trim(), text.trim()]));
}

function nameOf(given: string, family: string): { name: PreparedName; keys: string[] } {
  const name = prepareName(`${given} ${family}`, 'person');
  return { name, keys: name.words.flatMap(({ sound, skeleton }) => [`sound ${sound}`, `consonants ${skeleton}`]) };
}

function addressOf(text: string): Attributes['address'] {
  return /[a-z0-9]/i.test(text) ? { query: queriedAddress(text), listed: listedAddress(text) } : null;
}

/** What is not there says nothing. */
function compare(a: Attributes, b: Attributes): number {
  const name = a.name.words.length > 0 && b.name.words.length > 0 ? scoreNames(a.name, b.name).score : 0;
  // half of what either has of the other
  const address =
    a.address === null || b.address === null
      ? 0
      : (scoreAddress(a.address.query, b.address.listed).score +
          scoreAddress(b.address.query, a.address.listed).score) /
        2;
  const email = a.email !== '' && b.email !== '' ? emailComparator.compare(a.email, b.email).score : 0;
  const { strengths } = defaultCorroboration;
  return 1 - (1 - strengths.name * name) * (1 - strengths.address * address) * (1 - strengths.email * email);
}
