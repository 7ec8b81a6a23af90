import { jsonRecordItems } from '../jsonSource.ts';
import type { Source } from '../source.ts';
import { mapStix } from './map.ts';
import { isStix, readMarkings, readStix } from './read.ts';

export const stix: Source = {
  name: 'stix',
  title: 'STIX 2.1 bundle',
  list: 'stix',
  recognises: isStix,
  async *read(files, { list }) {
    for (const file of files) {
      const markings = await readMarkings(file);
      yield* jsonRecordItems(file, readStix(file), (value) => mapStix(value, list, markings));
    }
  },
};
