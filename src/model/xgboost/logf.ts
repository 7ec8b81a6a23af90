/**
 * The natural logarithm of an f32 as the GNU C library computes it since 2.27 (and musl, and Arm): not the nearest f32
 * for about 4 of 1,000 values, which is what XGBoost then has for a base margin. The algorithm and its numbers are those
 * of Arm's optimized routines, math/logf.c (MIT): x = 2^k z, log x = log(1 / c) + log(z c) + k log 2 with c near 1 / z from a
 * table of sixteen, all in f64.
 */

/** c and log(1 / c) for each sixteenth of an octave. */
const TABLE: Float64Array = Float64Array.of(
  1.398907162146528,
  -0.33569133332882284,
  1.3403141896637998,
  -0.2929040563774074,
  1.286432210124115,
  -0.2518726580937369,
  1.2367150214269895,
  -0.21245868807117255,
  1.1906977166711752,
  -0.17453945183745634,
  1.1479821020556429,
  -0.1380057072319758,
  1.1082251448272158,
  -0.10275976698545139,
  1.0711297413057381,
  -0.06871392447020525,
  1.036437278977283,
  -0.0357891387398228,
  1,
  0,
  0.9492859795739057,
  0.05204517742929496,
  0.8951049428609004,
  0.11081431298787942,
  0.8476821620351103,
  0.1652495223695143,
  0.8050314851692001,
  0.21687389031699977,
  0.7664671008843108,
  0.2659635028121397,
  0.731428603316328,
  0.3127556664073557,
);
/** log(1 + r) is r + r^2 (C2 + C3 r + C4 r^2). */
const C2 = -0.4999997485802103;
const C3 = 0.333456765744066;
const C4 = -0.25089342214237154;
/** Bits of the least z, 0.699: the table is centred on 1. */
const LEAST = 0x3f330000;
const SMALLEST_NORMAL = 2 ** -126;

/** @param x Rounded to f32 first. */
export function logf(x: number): number {
  const bits = new Uint32Array(1);
  const single = new Float32Array(bits.buffer);
  single[0] = x;
  if (!(single[0] >= SMALLEST_NORMAL && single[0] < Infinity)) return Math.fround(Math.log(single[0]));
  const above = (bits[0] - LEAST) | 0;
  const entry = ((above >>> 19) & 15) * 2;
  const exponent = above >> 23;
  bits[0] -= above & 0xff800000;
  const r = single[0] * TABLE[entry] - 1;
  const square = r * r;
  const tail = C4 * square + (C3 * r + C2);
  return Math.fround(tail * square + (TABLE[entry + 1] + exponent * Math.LN2 + r));
}
