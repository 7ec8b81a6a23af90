/** Goes over the text of a pattern. */
import { PatternRefusal } from './patternTree.ts';

const CONTROL: Readonly<Record<string, number>> = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 };

export class PatternReader {
  readonly #pattern: string;
  #at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#pattern.length;
  }

  /** The character ahead; empty at the end. */
  get next(): string {
    return this.#pattern.charAt(this.#at);
  }

  /** For messages. */
  get where(): string {
    return `before character ${this.#at + 1} of the pattern`;
  }

  ahead(text: string): boolean {
    return this.#pattern.startsWith(text, this.#at);
  }

  take(text: string): boolean {
    const isThere = this.ahead(text);
    if (isThere) this.#at += text.length;
    return isThere;
  }

  /** @param expression  Sticky. */
  takeMatch(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.#at;
    const match = expression.exec(this.#pattern);
    if (match === null) return undefined;
    this.#at += match[0].length;
    return match;
  }

  /** A character that stands for itself or is escaped. @throws PatternRefusal */
  takeCodePoint(): number {
    const code = this.#pattern.codePointAt(this.#at);
    if (code === undefined) throw new PatternRefusal('an end where a character should be');
    if (this.next !== '\\') {
      this.#at += code > 0xffff ? 2 : 1;
      return code;
    }
    // \8 and single digits but 0 are references to groups, which no automaton can follow
    const digits = this.takeMatch(/\\x\{([0-9A-Fa-f]{1,6})\}|\\x([0-9A-Fa-f]{2})|\\(0[0-7]{0,2}|[1-7][0-7]{1,2})/y);
    if (digits !== undefined)
      return this.#checked(Number.parseInt(digits[1] ?? digits[2] ?? digits[3], digits[3] === undefined ? 16 : 8));
    const letter = this.takeMatch(/\\([aftnrv])/y);
    if (letter !== undefined) return CONTROL[letter[1]];
    const mark = this.takeMatch(/\\([!-/:-@[-^`{-~])/y);
    if (mark !== undefined) return mark[1].charCodeAt(0);
    if (this.ahead('\\p') || this.ahead('\\P')) {
      throw new PatternRefusal(`a Unicode class ${this.where}: they are not supported; write ranges, as in [а-я]`);
    }
    const escape = this.#pattern.slice(this.#at, this.#at + 2);
    throw new PatternRefusal(`an unsupported escape ${escape} ${this.where}`);
  }

  #checked(code: number): number {
    if (code <= 0x10ffff) return code;
    throw new PatternRefusal(`a code point beyond Unicode ${this.where}`);
  }
}
