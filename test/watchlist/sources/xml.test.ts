import { expect, test } from 'vitest';
import { parseXml } from '../../../src/watchlist/xml/parseXml.ts';
import { fileOf, importFiles } from '../fromText.ts';

const ofac = (entries: string): string =>
  `<?xml version="1.0" standalone="yes"?>\n<sdnList xmlns="http://tempuri.org/sdnList.xsd">\n<publshInformation><Publish_Date>10/05/2022</Publish_Date></publshInformation>\n${entries}\n</sdnList>`;
const entry = (uid: number, rest: string): string => `<sdnEntry>\n<uid>${uid}</uid>${rest}\n</sdnEntry>\n`;

test('OFAC: names, programmes, aliases, wallets, mailboxes and addresses', async () => {
  const { source, entries, report } = await importFiles([
    fileOf(
      'sdn.xml',
      ofac(
        entry(
          7,
          `<firstName>Jane</firstName><lastName>DOE &amp; S&#xF8;n</lastName><sdnType>Individual</sdnType>
          <programList><program>SDNTK</program><program>CYBER2</program></programList>
          <akaList><aka><uid>1</uid><type>a.k.a.</type><category>weak</category><lastName>JD</lastName></aka></akaList>
          <idList><id><uid>2</uid><idType>Digital Currency Address - XBT</idType><idNumber>1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa</idNumber></id>
          <id><uid>3</uid><idType>Email Address</idType><idNumber>jane@example.org</idNumber></id></idList>
          <addressList><address><uid>4</uid><address1>Main St 1</address1><city>Springfield</city><postalCode>12345</postalCode><country>United States</country></address></addressList>`,
        ),
      ),
    ),
  ]);
  expect([source, report.refused, report.publishedAt]).toEqual(['ofac-xml', 0, '2022-10-05']);
  expect(entries[0]).toMatchObject({ id: '7', kind: 'person', programmes: ['SDNTK', 'CYBER2'] });
  expect(entries[0].indicators).toEqual([
    { kind: 'name', text: 'DOE & Søn, Jane', quality: 'primary' },
    { kind: 'name', text: 'JD', quality: 'weak' },
    { kind: 'wallet', symbol: 'XBT', address: '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', isChecked: true },
    { kind: 'email', text: 'jane@example.org' },
    {
      kind: 'address',
      lines: ['Main St 1'],
      city: 'Springfield',
      region: null,
      postcode: '12345',
      country: 'United States',
    },
  ]);
});

test('OFAC: call signs are taken as the CSV has them; what is not matched is told by name', async () => {
  const rest = `<firstName>V</firstName><title>Owner</title><sdnType>Vessel</sdnType><remarks>DOB 1960; Website x.example.org</remarks>
    <idList><id><idType>Website</idType><idNumber>www.x1.example.org</idNumber></id><id><idType>Gender</idType><idNumber>Male</idNumber></id></idList>
    <vesselInfo><callSign>ABC1</callSign><vesselFlag>Panama</vesselFlag></vesselInfo><dateOfBirthList><dateOfBirthItem><uid>1</uid></dateOfBirthItem></dateOfBirthList>`;
  const { entries, report } = await importFiles([fileOf('sdn.xml', ofac(entry(7, rest)))]);
  expect(entries[0].indicators).toEqual([
    { kind: 'name', text: 'V', quality: 'primary' },
    { kind: 'document', text: 'ABC1' },
  ]);
  expect(report.left.toJSON()).toEqual({
    'element dateOfBirthList': 1,
    'element title': 1,
    'element vesselFlag': 1,
    'id of type Gender': 1,
    'id of type Website': 1,
    'statement of remarks that nothing is matched with': 1,
    'website in remarks': 1,
  });
});

test('a malformed element costs itself only; an endless one and a cut file are told', async () => {
  const good = (uid: number): string => entry(uid, '<lastName>X</lastName><sdnType>Entity</sdnType>');
  const { entries, report } = await importFiles([
    fileOf(
      'sdn.xml',
      ofac(
        `${good(1)}${entry(2, '<lastName>Y</wrong>')}<!-- ${good(9)} -->${entry(3, `<remarks>${'r'.repeat(1_200_000)}</remarks>`)}${good(4)}${entry(5, '<lastName>&bomb;</lastName>')}<sdnEntry><uid>6`,
      ),
      5000,
    ),
  ]);
  expect(entries.map(({ id }) => id)).toEqual(['1', '4']);
  expect(report.faults.map(({ line, reason }) => [line, reason])).toEqual([
    [7, 'expected </lastName>'],
    [expect.any(Number), 'the element is longer than 1048576 characters'],
    [expect.any(Number), 'expected no entities but those of XML itself'],
    [expect.any(Number), 'the file ends inside this element'],
  ]);
});

test('document types are refused, so entities cannot expand', async () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE sdnList [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${ofac(entry(1, '<lastName>&b;</lastName><sdnType>Entity</sdnType>'))}`;
  const { entries, report } = await importFiles([fileOf('sdn.xml', bomb)]);
  expect(entries).toEqual([]);
  expect(report.faults[0].reason).toMatch(/no document type/);
});

test('UN: names of four parts, aliases with their quality, original script, documents', async () => {
  const { source, entries, report } = await importFiles([
    fileOf(
      'consolidated.xml',
      `<?xml version="1.0" encoding="UTF-8"?><CONSOLIDATED_LIST dateGenerated="2026-01-02T03:04:05.000Z"><INDIVIDUALS><INDIVIDUAL><DATAID>6908555</DATAID><FIRST_NAME>ABD</FIRST_NAME><SECOND_NAME>AL</SECOND_NAME><THIRD_NAME/><UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE><REFERENCE_NUMBER>QDi.001</REFERENCE_NUMBER><LISTED_ON>2001-10-17</LISTED_ON><NAME_ORIGINAL_SCRIPT>عبد</NAME_ORIGINAL_SCRIPT><INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Abu A; Abu B</ALIAS_NAME></INDIVIDUAL_ALIAS><INDIVIDUAL_DOCUMENT><NUMBER>A 12</NUMBER></INDIVIDUAL_DOCUMENT><INDIVIDUAL_ADDRESS><COUNTRY>Iraq</COUNTRY></INDIVIDUAL_ADDRESS></INDIVIDUAL></INDIVIDUALS><ENTITIES><ENTITY><REFERENCE_NUMBER>QDe.001</REFERENCE_NUMBER><FIRST_NAME>A FIRM</FIRST_NAME></ENTITY></ENTITIES></CONSOLIDATED_LIST>`,
    ),
  ]);
  expect([source, report.refused, report.publishedAt]).toEqual(['un-xml', 0, '2026-01-02T03:04:05.000Z']);
  expect(entries.map(({ id, kind }) => [id, kind])).toEqual([
    ['QDi.001', 'person'],
    ['QDe.001', 'organisation'],
  ]);
  expect(entries[0].validFrom).toBe('2001-10-17');
  expect(entries[0].indicators.flatMap((one) => (one.kind === 'name' ? [[one.text, one.quality]] : []))).toEqual([
    ['ABD AL', 'primary'],
    ['عبد', 'strong'],
    ['Abu A', 'weak'],
    ['Abu B', 'weak'],
  ]);
});

test('XML is read strictly', () => {
  for (const wrong of [
    '<a>',
    '<a></b>',
    '<a b=1/>',
    '<a b="1" b="2"/>',
    '<a>&x;</a>',
    '<a>&#0;</a>',
    '<a>&amp</a>',
    `${'<a>'.repeat(80)}${'</a>'.repeat(80)}`,
  ]) {
    expect([wrong, typeof parseXml(wrong)]).toEqual([wrong, 'string']);
  }
  expect(parseXml('<n:a b="1&lt;"><!-- x --><![CDATA[<c>]]> d&#65;<e/></n:a>')).toEqual({
    name: 'a',
    attributes: new Map([['b', '1<']]),
    children: [{ name: 'e', attributes: new Map(), children: [], text: '' }],
    text: '<c> dA',
  });
});
