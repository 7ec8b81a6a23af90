/** Entries as an Apache Parquet file, a row group at a time, so that any length of log is written in bounded memory. */
import { ByteWriter, type ColumnSource, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import type { DecisionEntry } from '../entry.ts';
import { type Cell, type ColumnType, exportColumns } from './columns.ts';

const ROW_GROUP = 50_000;

export type ParquetExport = {
  add(entry: DecisionEntry): Promise<void>;
  /** Write what is left and the footer. */
  finish(): Promise<void>;
};

/** @param write takes the file's bytes in order */
export function createParquetExport(write: (bytes: Uint8Array) => Promise<void>): ParquetExport {
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({ writer: bytes, schema: schemaFromColumnData({ columnData: columnsOf([]) }) });
  let entries: DecisionEntry[] = [];

  /** Hand on what was encoded; the writer keeps counting where it is in the file. */
  async function drain(): Promise<void> {
    const part = new Uint8Array(bytes.buffer, 0, bytes.index).slice();
    bytes.index = 0;
    await write(part);
  }

  async function writeGroup(): Promise<void> {
    if (entries.length === 0) return;
    await writer.write({ columnData: columnsOf(entries), rowGroupSize: entries.length });
    entries = [];
    await drain();
  }

  return {
    add: async (entry) => {
      entries.push(entry);
      if (entries.length === ROW_GROUP) await writeGroup();
    },
    finish: async () => {
      await writeGroup();
      await writer.finish();
      await drain();
    },
  };
}

function columnsOf(entries: readonly DecisionEntry[]): ColumnSource[] {
  return exportColumns.map(({ name, type, valueOf }) => ({
    name,
    type,
    nullable: true,
    data: entries.map((entry) => stored(valueOf(entry), type)),
  }));
}

function stored(value: Cell, type: ColumnType): unknown {
  if (value === null) return null;
  if (type === 'INT64') return BigInt(value);
  if (type === 'TIMESTAMP') return new Date(value);
  return type === 'JSON' ? (JSON.parse(value as string) as unknown) : value;
}
