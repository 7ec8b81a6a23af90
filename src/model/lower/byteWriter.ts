/** Sections of one buffer, gathered in order, each aligned. */
import { FOREST_ALIGN } from '../forestLayout.ts';

export const align = (bytes: number): number => Math.ceil(bytes / FOREST_ALIGN) * FOREST_ALIGN;

export type ByteWriter = {
  /** Append a section and return its byte offset. The bytes are copied by `finish`, so they may be filled in until then. */
  add(section: ArrayBufferView): number;
  finish(): Uint8Array<ArrayBuffer>;
};

export function createByteWriter(): ByteWriter {
  const sections: { at: number; bytes: Uint8Array }[] = [];
  let end = 0;
  return {
    add(section) {
      const at = end;
      sections.push({ at, bytes: new Uint8Array(section.buffer, section.byteOffset, section.byteLength) });
      end = align(at + section.byteLength);
      return at;
    },
    finish() {
      const whole = new Uint8Array(end);
      for (const { at, bytes } of sections) whole.set(bytes, at);
      return whole;
    },
  };
}
