/** Packs for tests: a good file with one part changed, and the parser that all of them are read with. */
import { featureTable } from '../../../src/features/table.ts';
import { faultText } from '../../../src/rules/pack/fault.ts';
import { readPack } from '../../../src/rules/pack/readPack.ts';
import { createConditionParser, type ConditionParser } from '../../../src/rules/parseCondition.ts';

export const parser: ConditionParser = createConditionParser(featureTable.map(({ name }) => name));

export const goodPack = `owner: Tests
catalogue:
  RF01: { title: A topic }
parcels:
  plain:
    itemId: A1
    sender: { country: DE }
    recipient: { country: US }
    contents: [{ description: red shoes }]
rules:
  - code: FIRST_RULE
    text: A first rule
    action: rfs
    covers: [RF01]
    source: made up
    when: findings.CAS_LISTED
    tests:
      fires: [{ parcel: plain, with: { contents.0.description: 437-38-7 } }]
      quiet: [{ parcel: plain }]
  - code: SECOND_RULE
    text: A second rule
    weight: 0.5
    source: made up
    when: |-
      parcel.sender.country == 'DE' &&
        findings.DROP_ADDRESS
`;

/** Faults as text, of the good pack with a part replaced. */
export function faultsWith(part: string, replacement: string): string[] {
  if (!goodPack.includes(part)) throw new RangeError(`expected a part of the good pack, got ${part}`);
  return faultsOf(goodPack.replace(part, replacement));
}

export function faultsOf(...texts: string[]): string[] {
  const files = texts.map((text, i) => ({ file: i === 0 ? 'a.yaml' : `a${i}.yaml`, text }));
  return readPack(files, parser).faults.map(faultText);
}
