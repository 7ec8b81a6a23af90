/** The body of one WebAssembly function: the few instructions that the emitted forests are made of, one method each. */
import { ByteSink } from './byteSink.ts';

export const I32 = 0x7f;
export const V128 = 0x7b;

/** Base-2 logarithm of the alignment that loads and stores promise: planes lie on 16-byte lines. */
const ALIGN_16 = 4;
const SIMD = 0xfd;

export class FunctionBody {
  readonly #code: ByteSink = new ByteSink();

  get length(): number {
    return this.#code.length;
  }

  get(local: number): void {
    this.#op(0x20, local);
  }

  set(local: number): void {
    this.#op(0x21, local);
  }

  tee(local: number): void {
    this.#op(0x22, local);
  }

  /** Push the 16 bytes at (address on the stack) + offset. */
  load(offset: number): void {
    this.#memory(0x00, offset);
  }

  /** Store the vector on the stack at (address below it) + offset. */
  store(offset: number): void {
    this.#memory(0x0b, offset);
  }

  /** Every byte the same. */
  splat(byte: number): void {
    this.#simd(0x0c);
    for (let i = 0; i < 16; i++) this.#code.byte(byte);
  }

  not(): void {
    this.#simd(0x4d);
  }

  and(): void {
    this.#simd(0x4e);
  }

  /** The first operand without the bits of the second. */
  andNot(): void {
    this.#simd(0x4f);
  }

  or(): void {
    this.#simd(0x50);
  }

  /** Bits of the first operand where the third has ones, of the second elsewhere. */
  bitselect(): void {
    this.#simd(0x52);
  }

  constant(value: number): void {
    this.#code.byte(0x41);
    this.#code.signed(value);
  }

  add(): void {
    this.#code.byte(0x6a);
  }

  /** Open a block that `branchIf` returns to the start of. */
  loop(): void {
    this.#code.byte(0x03);
    this.#code.byte(0x40);
  }

  branchIf(depth: number): void {
    this.#op(0x0d, depth);
  }

  end(): void {
    this.#code.byte(0x0b);
  }

  call(functionNumber: number): void {
    this.#op(0x10, functionNumber);
  }

  callIndirect(type: number): void {
    this.#op(0x11, type);
    this.#code.byte(0);
  }

  /** The finished body, with its locals in front. @param locals How many of which type, after the parameters. */
  finish(locals: readonly (readonly [count: number, type: number])[]): Uint8Array {
    const whole = new ByteSink();
    whole.unsigned(locals.length);
    for (const [count, type] of locals) {
      whole.unsigned(count);
      whole.byte(type);
    }
    whole.raw(this.#code.written());
    whole.byte(0x0b);
    return whole.written();
  }

  #op(code: number, operand: number): void {
    this.#code.byte(code);
    this.#code.unsigned(operand);
  }

  #simd(code: number): void {
    this.#code.byte(SIMD);
    this.#code.unsigned(code);
  }

  #memory(code: number, offset: number): void {
    this.#simd(code);
    this.#code.byte(ALIGN_16);
    this.#code.unsigned(offset);
  }
}
