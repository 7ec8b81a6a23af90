/** The codecs a batch may come and go in, with their media types (the first is the one that is written). */
export const formats = {
  ndjson: ['application/x-ndjson', 'application/jsonl', 'application/ndjson'],
  json: ['application/json'],
  msgpack: ['application/vnd.msgpack', 'application/msgpack', 'application/x-msgpack'],
  csv: ['text/csv'],
} as const;

export type Format = keyof typeof formats;

export const formatNames: readonly Format[] = Object.keys(formats) as Format[];

/** The format of a media type, parameters ignored; undefined when none has it. */
export function formatOf(mediaType: string): Format | undefined {
  const bare = mediaType.split(';', 1)[0].trim().toLowerCase();
  return formatNames.find((name) => (formats[name] as readonly string[]).includes(bare));
}
