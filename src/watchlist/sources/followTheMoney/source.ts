import type { Source } from '../source.ts';
import { jsonRecordItems } from '../jsonSource.ts';
import { mapEntity } from './map.ts';
import { isFollowTheMoney, readFollowTheMoney } from './read.ts';

export const followTheMoney: Source = {
  name: 'ftm',
  title: 'OpenSanctions or other FollowTheMoney entities, NDJSON',
  list: 'opensanctions',
  recognises: isFollowTheMoney,
  async *read(files, { list }) {
    for (const file of files) {
      yield* jsonRecordItems(file, readFollowTheMoney(file), (value) => mapEntity(value, list));
    }
  },
};
