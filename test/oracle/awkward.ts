/** Values that scanners get wrong, for the mutations to put in. */
const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Numbers at the borders of grammar, of a double and of what a fast path reads exactly. */
export const numberTexts: readonly string[] = words(`
  -0 -1 1e400 -1e400 1e-400 9007199254740991 9007199254740992 9007199254740993 1.5 9007199254740991.4
  0.99999999999999999999999 4294967295 4294967296 1E0 1e00000000000000000001 123456789012345678901234567890
  0e99999999999 10e-1 15e-1 1.0 01 - +1 .5 1. 1e 0x10 NaN Infinity -01 1e+ 1_000 429496729500e-2 1e22 00 2.5e1
  0.0000000000000000000001e22 12345678901234567e0 1.7976931348623157e308 5e-324 100000000000000000000000000e-24
  0.000 0e0 -0.0 -0e5 1e15 1e16 9.007199254740991e15 90071992547409910e-1 18446744073709551615 18446744073709551616
  4294967295.0000000001 0.1e1 100e-2 100e-3 1e99999999999999999999 1e-99999999999999999999 999999999999999999e-3`);

/** Invalid UTF-8, in hex. */
export const badUtf8: readonly string[] = words(
  '80 bf c080 c1bf c3 c328 e080af e28228 eda080 edbfbf f08080af f48fbf f4908080 f5 fe ff e282 f09f98 c3c3a9',
);

/** Valid UTF-8 and ASCII that may or may not stand where it is put, in hex. */
export const otherBytes: readonly string[] = words(`
  efbbbf c3a9 e282ac f09f98bf 00 01 1f 7f 5c 22 5c22 5c75 5c7564383030 7b 7d 5b 5d 2c 3a 0d 09 0c 0b c2a0 e280a8
  efbfbf f48fbfbf ed9fbf ee8080 e0a080 dfbf c280`);

/** Texts that are no code, country, currency or date, or only just are. */
export const badTexts: readonly string[] = [
  ...words(`usd US USDX U$ Ü1 2023-02-29 2024-13-01 1899-12-31 2100-01-01 2024-1-01 0000-00-00 2024-02-30 1900-02-29
    2024-00-10 2024-04-31 20240401 cn EMS 2024-04-3O 2024/04/30 ２024-01-01 @A A[ ABC AB A`),
  ' CN',
  'ems ',
  'A\u0000',
  ' ',
  '2024-04-30 ',
  '\ud800',
];

/** Lengths on both sides of every text limit. */
export const lengths: readonly number[] = words(
  '1 2 3 6 7 10 11 17 18 20 21 29 30 35 36 70 71 128 129 254 255 256 257 5000',
).map(Number);

/** String tokens with surrogate and broken escapes. */
export const escapedTexts: readonly string[] = words(String.raw`
  "\ud83d\ude00" "\ud83d" "\ude00\ud83d" "\ud83dx" "\uD83D\n" "\u12" "\ud83d\u0041" "\uDFFF" "\u00zz" "\x41" "\U0041"
  "\ud83d\ud83d\ude00" "\ud83d\\ude00" "\/\b\f\t" "\\\"" "\u0000" "\u" "\" "\ud83d\u" "\'" "\u+123" "\u0x41" "\u00g0" "\u00:0" "\u/000" "\u@000" "\u00G0" "\u00e9"`);

/** Words that are not quite true, false or null, and the words themselves. */
export const badLiterals: readonly string[] = words(
  'tru truf truex TRUE fals falsx falsy falseE Null nul nullx nulls nil true false null tTrue none 0true',
);
