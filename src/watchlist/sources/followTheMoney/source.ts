import { jsonRecordItems } from '../jsonSource.ts';
import type { Source, SourceFile } from '../source.ts';
import { mapEntity } from './map.ts';
import { Parts } from './parts.ts';
import { isFollowTheMoney, readFollowTheMoney } from './read.ts';

export const followTheMoney: Source = {
  name: 'ftm',
  title: 'OpenSanctions or other FollowTheMoney entities, NDJSON or a JSON array',
  listOf: () => 'opensanctions',
  recognises: isFollowTheMoney,
  async *read(files, { list }) {
    const parts = await partsOf(files);
    for (const file of files) {
      yield* jsonRecordItems(file, readFollowTheMoney(file), (value) => mapEntity(value, list, parts));
    }
  },
};

/** Of all files: an entity and its parts may stand in different ones. */
async function partsOf(files: readonly SourceFile[]): Promise<Parts> {
  const parts = new Parts();
  for (const file of files) {
    for await (const record of readFollowTheMoney(file)) if ('value' in record) parts.add(record.value);
  }
  return parts;
}
