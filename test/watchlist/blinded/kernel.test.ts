/** The core's hashes against those of node:crypto, and its normal forms against those of TypeScript. */
import { createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { BlindKeys, blindedKinds } from '../../../src/watchlist/blinded/blindKey.ts';
import { legalWords } from '../../../src/watchlist/blinded/legalWords.ts';
import * as normal from '../../../src/watchlist/blinded/normalForms.ts';
import { buildBlinded } from '../../../src/watchlist/index/blinded/build.ts';
import { BLINDED_STATE_BYTES } from '../../../src/watchlist/index/blinded/layout.ts';
import { coreText } from '../../../src/watchlist/text/coreText.ts';
import { BlindedCore } from './blindedCore.ts';

const ASCII = /^[ -~]*$/;
const key = Buffer.alloc(32, 7);
const keys = new BlindKeys(key);

test('HMAC-SHA-256 of any length, under the key of any kind, is that of node:crypto', () => {
  const core = new BlindedCore(key);
  const coreKeys = keys.coreKeys();
  for (let length = 0; length < 400; length++) {
    const message = Buffer.from(Array.from({ length }, (_, i) => (i * 31 + length) & 0xff));
    const kind = Object.values(blindedKinds)[length % Object.keys(blindedKinds).length];
    const kindKey = coreKeys.subarray(kind * BLINDED_STATE_BYTES, kind * BLINDED_STATE_BYTES + 32);
    expect(core.hmac(kind, message).equals(createHmac('sha256', kindKey).update(message).digest())).toBe(true);
  }
});

test('after the keys are prepared, no key is left in the memory of the core', () => {
  const core = new BlindedCore(key);
  const memory = Buffer.from(core.memory);
  const coreKeys = keys.coreKeys();
  for (const kind of Object.values(blindedKinds)) {
    const kindKey = Buffer.from(coreKeys.subarray(kind * BLINDED_STATE_BYTES, kind * BLINDED_STATE_BYTES + 32));
    expect(memory.includes(kindKey)).toBe(false);
    expect(memory.includes(Buffer.from(kindKey.map((byte) => byte ^ 0x36)))).toBe(false);
    expect(memory.includes(Buffer.from(kindKey.map((byte) => byte ^ 0x5c)))).toBe(false);
  }
  expect(memory.includes(key)).toBe(false);
});

/** A text is on a list of just its own normal form, by the core, exactly where TypeScript gives it one. */
function expectSame(kind: string, text: string, forms: readonly string[]): void {
  const found = forms.filter((form) => form !== '');
  const pseudonym = keys.pseudonym('l', '1');
  for (const form of found) {
    const part = buildBlinded([{ token: keys.token(blindedKinds[kind], form), pseudonym }], keys.check);
    const hits = new BlindedCore(key, part).match(blindedKinds[kind], ASCII.test(text) ? text : coreText(text));
    expect([kind, text, form, hits.map(({ entry }) => entry)]).toEqual([kind, text, form, [0]]);
  }
}

const word = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'abcxyzABZ019'), minLength: 1, maxLength: 9 }),
  fc.constantFrom(...legalWords, 'and', 'Öz', 'Дом', 'عبد', "O'Brien", 'S.A.', 'A.-B.', 'é', '李'),
);
const name = fc
  .array(fc.tuple(word, fc.constantFrom(' ', ', ', '-', ' & ', "'", '. ', '/')), { maxLength: 27 })
  .map((parts) => parts.flat().join(''));
const phone = fc
  .array(fc.constantFrom(...'0123456789012345+() -.', '(0)', ' ext. ', 'x', '#', 'extension', 'ext', '00'), {
    maxLength: 24,
  })
  .map((parts) => parts.join(''));
const email = fc
  .array(fc.constantFrom(...'ab.+@ Z', '@gmail.com', '@googlemail.com', '@Example.ORG', '+tag', 'é', 'а'), {
    maxLength: 12,
  })
  .map((parts) => parts.join(''));
const wallet = fc
  .array(fc.constantFrom(...'0xbc1qpzsuLTC', 'bc1', '0X', 'BTG1', 'bitcoincash:', ' ', 'é', 'q'.repeat(41)), {
    maxLength: 30,
  })
  .map((parts) => parts.join(''));

test('names, phones, mailboxes, wallets and numbers have one normal form in the core and in TypeScript', () => {
  fc.assert(
    fc.property(
      name,
      phone,
      email,
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      (ofName, ofPhone, ofEmail, exact) => {
        expectSame('name', ofName, [normal.normalName(ofName, true), normal.normalName(ofName, false)]);
        expectSame('phone', ofPhone, [normal.normalPhone(ofPhone)]);
        expectSame('email', ofEmail, [normal.normalEmail(ofEmail)]);
        expectSame('document', exact, [normal.normalExact(exact)]);
      },
    ),
    { numRuns: 500, seed: 8 },
  );
});

test('wallets keep their case where it counts, in the core as in TypeScript', () => {
  const core = (text: string, form: string): number => {
    const part = buildBlinded(
      [{ token: keys.token(blindedKinds.wallet, form), pseudonym: keys.pseudonym('l', '1') }],
      keys.check,
    );
    return new BlindedCore(key, part).match(blindedKinds.wallet, text).length;
  };
  fc.assert(
    fc.property(wallet, (text) => {
      const form = normal.normalWalletAddress(text);
      if (form !== '') expect([text, form, core(text, form)]).toEqual([text, form, 1]);
    }),
    { numRuns: 1500, seed: 9 },
  );
});

test('texts without a normal form, too long ones and empty ones find nothing and harm nothing', () => {
  const part = buildBlinded(
    [{ token: keys.token(blindedKinds.name, ''), pseudonym: keys.pseudonym('l', '1') }],
    keys.check,
  );
  const core = new BlindedCore(key, part);
  for (const attribute of Object.values(blindedKinds)) {
    for (const text of [
      '',
      ' ',
      '@',
      '+',
      'and',
      'a'.repeat(600),
      'a '.repeat(30_000),
      `${'b'.repeat(300)} ${'c'.repeat(300)}`,
      '1'.repeat(2000),
    ])
      expect(core.match(attribute, text)).toEqual([]);
  }
});
