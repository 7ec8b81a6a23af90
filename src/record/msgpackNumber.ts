/** Numbers of msgpack: the formats 0xCA to 0xD3, a head and a big-endian value. */

/** Value bytes behind the head of a number. */
export function numberBytes(head: number): number {
  return head <= 0xcb ? 4 << (head - 0xca) : 1 << ((head - 0xcc) & 3);
}

/** The value at `at`, behind its head; a bigint where a double would not be exact. */
export function numberAt(view: DataView, head: number, at: number): number | bigint {
  switch (head) {
    case 0xca:
      return view.getFloat32(at);
    case 0xcb:
      return view.getFloat64(at);
    case 0xcc:
      return view.getUint8(at);
    case 0xcd:
      return view.getUint16(at);
    case 0xce:
      return view.getUint32(at);
    case 0xcf:
      return safeInteger(view.getBigUint64(at));
    case 0xd0:
      return view.getInt8(at);
    case 0xd1:
      return view.getInt16(at);
    case 0xd2:
      return view.getInt32(at);
    default:
      return safeInteger(view.getBigInt64(at));
  }
}

function safeInteger(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
