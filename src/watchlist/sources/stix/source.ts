import { jsonRecordItems } from '../jsonSource.ts';
import type { Source } from '../source.ts';
import { mapStix } from './map.ts';
import { isStix, readStix } from './read.ts';
import { surveyOf } from './survey.ts';

export const stix: Source = {
  name: 'stix',
  title: 'STIX 2.1 bundle',
  listOf: () => 'stix',
  recognises: isStix,
  async *read(files, { list }) {
    const survey = await surveyOf(files);
    for (const file of files) yield* jsonRecordItems(file, readStix(file), (value) => mapStix(value, list, survey));
  },
};
