/**
 * Powers of ten for writing doubles: g(k) = floor(10^k / 2^r) + 1 with r chosen so that g has 128 bits, as in
 * R. Giulietti, "The Schubfach way to render doubles" (2020), section 9.8 (there with 126 bits).
 */
export const MIN_POWER = -292;
export const MAX_POWER = 324;

/** g(k) as two u64, low half first. Exact integer arithmetic: the core's table is written from it. */
export function decimalPower(k: number): readonly [low: bigint, high: bigint] {
  // 10^k as a fraction; both sides are shifted until the quotient has 128 bits
  let numerator = k >= 0 ? 10n ** BigInt(k) : 1n;
  let denominator = k >= 0 ? 1n : 10n ** BigInt(-k);
  const shift = 128 - (bitLength(numerator) - bitLength(denominator));
  if (shift >= 0) numerator <<= BigInt(shift);
  else denominator <<= BigInt(-shift);
  if (bitLength(numerator / denominator) > 128) denominator <<= 1n;
  const g = numerator / denominator + 1n;
  return [g & 0xffffffffffffffffn, g >> 64n];
}

function bitLength(value: bigint): number {
  return value.toString(2).length;
}

/** The table as AssemblyScript source: static data that nobody writes. */
export function decimalPowersSource(): string {
  let text = `export const MIN_POWER: i32 = ${MIN_POWER};\n\n`;
  text += '// g(k) for k from MIN_POWER on: low half, high half\n';
  text += 'export const DECIMAL_POWERS: usize = memory.data<u64>([\n';
  for (let k = MIN_POWER; k <= MAX_POWER; k++) {
    const [low, high] = decimalPower(k);
    text += `  0x${low.toString(16).padStart(16, '0')}, 0x${high.toString(16).padStart(16, '0')},\n`;
  }
  return `${text}]);\n`;
}
