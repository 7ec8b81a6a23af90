import { expect, test } from 'vitest';
import { findingBit, findings } from '../../src/contract/findings.ts';

test('findings fit one bit each of 64 and have codes of their own', () => {
  expect(findings.length).toBeLessThanOrEqual(64);
  expect(new Set(findings.map((finding) => finding.code)).size).toBe(findings.length);
  for (const { code } of findings) expect(code).toMatch(/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/);
});

test('a finding is found by its code at its own bit', () => {
  findings.forEach((finding, bit) => expect(findingBit(finding.code)).toBe(bit));
  expect(findingBit('NO_SUCH_FINDING')).toBeUndefined();
});

test('texts say something, and say it once', () => {
  expect(new Set(findings.map((finding) => finding.text)).size).toBe(findings.length);
  for (const { text } of findings) expect(text).toMatch(/^[A-Z].{5,100}[^.]$/);
});
