import type { Source } from '../source.ts';
import { mapEvent } from './map.ts';
import { isManifest, isMisp, readMisp } from './read.ts';

export const misp: Source = {
  name: 'misp',
  title: 'MISP event or feed, JSON',
  list: 'misp',
  recognises: isMisp,
  async *read(files, { list }) {
    for (const file of files) {
      if (isManifest(file.start)) {
        yield { type: 'left', what: 'manifest of a feed' };
        continue;
      }
      for await (const record of readMisp(file)) {
        const { line } = record;
        const refuse = (reason: string) => ({ type: 'fault', fault: { file: file.name, line, reason } }) as const;
        if ('fault' in record) {
          yield refuse(record.fault);
          continue;
        }
        for (const item of mapEvent(record.value, list)) {
          if ('reason' in item) yield refuse(item.reason);
          else if ('left' in item) yield { type: 'left', what: item.left };
          else yield { type: 'entry', entry: item.entry, countries: item.countries ?? [], file: file.name, line };
        }
      }
    }
  },
};
