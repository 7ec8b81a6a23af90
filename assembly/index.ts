// The core's export list. Compiled twice, with and without SIMD: one list, two builds, the same bits.

/** First byte after the static data. */
export function heapBase(): usize {
  return __heap_base;
}

export { checkRows } from './record/checkRows';
export { scanJson } from './scan/json/scanJson';
