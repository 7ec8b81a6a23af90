import type { Source } from '../source.ts';
import { xmlItems } from '../xmlSource.ts';
import { mapUn } from './map.ts';
import { isUnXml, publishedAt, readUnXml } from './read.ts';

export const unXml: Source = {
  name: 'un-xml',
  title: 'United Nations consolidated list, XML',
  listOf: () => 'un-consolidated',
  recognises: isUnXml,
  async *read(files, { list }) {
    for (const file of files) {
      yield* xmlItems(file, readUnXml(file), (element) => mapUn(element, list), publishedAt(file));
    }
  },
};
