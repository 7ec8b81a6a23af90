/** One row as an entry, by the mapping; or, without one, rows that are entries already. */
import type { Entry, EntryKind, Handling, Indicator } from '../../entry.ts';
import { entryKinds, handlings } from '../../entry.ts';
import { casNumbersIn } from '../../text/cas.ts';
import { type Mapping, type Target, whole } from '../mapping.ts';
import { validityOf } from '../validity.ts';
import { walletOf, walletOfSomeChain } from '../wallet.ts';

/** What an entry has once: of several, none would be the right one to keep. */
const singles = [
  'id',
  'kind',
  'handling',
  'validFrom',
  'validUntil',
  'confidence',
] as const satisfies readonly Target[];
/** `XBT 1A1z...`, or the address alone. */
const WALLET = /^(?:([A-Z0-9]{2,6})[\s:]+)?(\S+)$/;

export function mapRow(
  cells: ReadonlyMap<string, readonly string[]>,
  { columns, separator, kind: kindOfRest, hasHeader }: Mapping,
  list: string,
  symbol: string | null,
): { entry: Entry; countries: readonly string[] } | { reason: string } {
  const values = new Map<Target, string[]>();
  for (const [column, target] of columns) {
    const texts = (cells.get(column) ?? []).flatMap((text) => splitAt(text, separator, target));
    values.set(target, [
      ...(values.get(target) ?? []),
      ...texts.map((text) => text.trim()).filter((text) => text !== ''),
    ]);
  }
  const all = (target: Target): string[] => values.get(target) ?? [];
  const one = (target: Target): string | null => all(target)[0] ?? null;
  const [id, kind, handling] = [
    one('id') ?? (hasHeader ? null : firstValue(values, symbol)),
    one('kind') ?? kindOfRest,
    one('handling')?.toLowerCase() ?? 'clear',
  ];
  const validity = validityOf(one('validFrom'), one('validUntil'));
  const confidence = one('confidence');
  if (id === null) return { reason: 'the row has no id' };
  if (!entryKinds.includes(kind as EntryKind)) return { reason: `expected a kind of ${entryKinds.join(', ')}` };
  if (!handlings.includes(handling as Handling)) return { reason: `expected a handling of ${handlings.join(', ')}` };
  if ('reason' in validity) return validity;
  const share = confidence === null ? null : Number(confidence);
  if (share !== null && !(share >= 0 && share <= 1)) return { reason: 'expected a confidence of 0 to 1' };
  if (all('cas').some((text) => casNumbersIn(text).length !== 1))
    return { reason: 'expected a CAS number with its check digit right' };
  const single = singles.find((target) => all(target).length > 1);
  if (single !== undefined) return { reason: `expected one ${single}, got ${all(single).length}` };
  const indicators = indicatorsOf(all, symbol);
  if (indicators.length === 0) return { reason: 'the row has nothing to match' };
  return {
    entry: {
      id,
      list,
      kind: kind as EntryKind,
      programmes: all('programme'),
      ...validity,
      confidence: share,
      handling: handling as Handling,
      indicators,
      related: all('related'),
    },
    countries: all('country'),
  };
}

function splitAt(text: string, separator: string, target: Target): string[] {
  return whole.includes(target) ? [text] : text.split(separator);
}

/** One wallet may be on several chains. */
function firstValue(values: ReadonlyMap<Target, readonly string[]>, symbol: string | null): string | null {
  const found = [...values].find(([, texts]) => texts.length > 0);
  if (found === undefined) return null;
  const [target, [first]] = found;
  return target === 'wallet' && symbol !== null ? `${symbol} ${first}` : first;
}

function indicatorsOf(all: (target: Target) => string[], symbol: string | null): Indicator[] {
  const [lines, city, region, postcode, country] = (['address', 'city', 'region', 'postcode', 'country'] as const).map(
    all,
  );
  const hasAddress = lines.length + city.length + postcode.length > 0;
  const [primary, ...names] = all('name');
  const alone = (['phone', 'email', 'cas', 'phrase', 'handle', 'pgp', 'document'] as const).flatMap((kind) =>
    all(kind).map((text): Indicator => ({ kind, text })),
  );
  return [
    ...(primary === undefined ? [] : [{ kind: 'name', text: primary, quality: 'primary' } as const]),
    ...[...names, ...all('alias')].map((text) => ({ kind: 'name', text, quality: 'strong' }) as const),
    ...all('weakAlias').map((text) => ({ kind: 'name', text, quality: 'weak' }) as const),
    ...alone,
    ...all('wallet').map((text) => walletIndicator(text, symbol)),
    ...(hasAddress
      ? [
          {
            kind: 'address',
            lines,
            city: city[0] ?? null,
            region: region[0] ?? null,
            postcode: postcode[0] ?? null,
            country: country[0] ?? null,
          } as const,
        ]
      : []),
  ];
}

function walletIndicator(text: string, symbol: string | null): Indicator {
  const [, told = symbol, address = text] = WALLET.exec(text) ?? [];
  return told === null ? walletOfSomeChain(address) : walletOf(told, address);
}
