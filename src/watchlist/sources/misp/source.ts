import type { Source } from '../source.ts';
import { mapEvent } from './map.ts';
import { besideEvents, isMisp, readMisp } from './read.ts';

export const misp: Source = {
  name: 'misp',
  title: 'MISP event or feed, JSON',
  listOf: () => 'misp',
  recognises: isMisp,
  async *read(files, { list }) {
    for (const file of files) {
      const beside = besideEvents(file.start);
      if (beside !== null) {
        yield { type: 'left', what: beside };
        continue;
      }
      for await (const record of readMisp(file)) {
        const place = { file: file.name, line: record.line };
        if ('fault' in record) {
          yield { type: 'fault', fault: { ...place, reason: record.fault } };
          continue;
        }
        for (const item of mapEvent(record.value, list)) {
          if ('left' in item) yield { type: 'left', what: item.left };
          else if ('reason' in item) yield { type: 'fault', fault: { ...place, at: item.at, reason: item.reason } };
          else yield { type: 'entry', entry: item.entry, countries: item.countries ?? [], ...place, at: item.at };
        }
      }
    }
  },
};
