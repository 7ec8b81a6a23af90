import { ofacListOf } from '../ofacList.ts';
import type { Source } from '../source.ts';
import { mapOfac } from './map.ts';
import { ofacRole, readOfac } from './read.ts';

export const ofacCsv: Source = {
  name: 'ofac-csv',
  title: 'OFAC SDN or consolidated list, CSV',
  listOf: ofacListOf,
  recognises: (file) => ofacRole(file) !== null,
  async *read(files, { list }) {
    for await (const record of readOfac(files)) {
      if ('fault' in record) {
        yield { type: 'fault', fault: record.fault };
        continue;
      }
      const { file, line } = record;
      for (const [, , street, place, country] of record.addresses) {
        if (street === null && place === null && country === null)
          yield { type: 'left', what: 'address row without an address' };
      }
      const mapped = mapOfac(record, list);
      if ('reason' in mapped) yield { type: 'fault', fault: { file, line, reason: mapped.reason } };
      else {
        for (const what of mapped.also) yield { type: 'left', what };
        yield { type: 'entry', entry: mapped.entry, countries: mapped.countries, file, line };
      }
    }
  },
};
