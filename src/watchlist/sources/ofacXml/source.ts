import { ofacListOf } from '../ofacList.ts';
import type { Source } from '../source.ts';
import { xmlItems } from '../xmlSource.ts';
import { mapOfacEntry } from './map.ts';
import { isOfacXml, publishedAt, readOfacXml } from './read.ts';

export const ofacXml: Source = {
  name: 'ofac-xml',
  title: 'OFAC SDN or consolidated list, XML',
  listOf: ofacListOf,
  recognises: isOfacXml,
  async *read(files, { list }) {
    for (const file of files) {
      yield* xmlItems(file, readOfacXml(file), (element) => mapOfacEntry(element, list), publishedAt(file));
    }
  },
};
