import { PosternError } from '../../../contract/errors.ts';
import type { Source } from '../source.ts';
import { mapRow } from './map.ts';
import { readPlain } from './read.ts';

export const plain: Source = {
  name: 'plain',
  title: 'CSV with a header or NDJSON, with --mapping',
  list: 'own',
  recognises: ({ name, start }) =>
    /\.(csv|tsv|ndjson|jsonl)$/i.test(name) && start.trim() !== '' && !/^\d+,/.test(start),
  async *read(files, { list, mapping }) {
    if (mapping === null) {
      throw new PosternError('REQUEST_INVALID', 'expected --mapping FILE beside a plain CSV or NDJSON file, got none');
    }
    for (const file of files) {
      for await (const row of readPlain(file)) {
        const { line } = row;
        const mapped = 'fault' in row ? { reason: row.fault } : mapRow(row.cells, mapping, list);
        if ('reason' in mapped) yield { type: 'fault', fault: { file: file.name, line, reason: mapped.reason } };
        else yield { type: 'entry', entry: mapped.entry, file: file.name, line };
      }
    }
  },
};
