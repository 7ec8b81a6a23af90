// Numbers of every width as doubles.

import { byteAt } from '../../base/bytes';

/** The number at `at`, whose bytes the caller has found complete; integers beyond 2^53 are rounded once. */
export function numberAt(at: usize): f64 {
  const head = byteAt(at);
  if (head < 0x80) return <f64>head;
  if (head >= 0xe0) return <f64>(<i32>head - 256);
  at++;
  switch (head) {
    case 0xca: return <f64>reinterpret<f32>(bswap(load<u32>(at)));
    case 0xcb: return reinterpret<f64>(bswap(load<u64>(at)));
    case 0xcc: return <f64>load<u8>(at);
    case 0xcd: return <f64>bswap(load<u16>(at));
    case 0xce: return <f64>bswap(load<u32>(at));
    case 0xcf: return <f64>bswap(load<u64>(at));
    case 0xd0: return <f64>load<i8>(at);
    case 0xd1: return <f64>(<i16>bswap(load<u16>(at)));
    case 0xd2: return <f64>(<i32>bswap(load<u32>(at)));
    default: return <f64>(<i64>bswap(load<u64>(at)));
  }
}
