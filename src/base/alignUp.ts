/** The first multiple of `alignment` that is not below `bytes`. Safe above 2^31, where shifts are not. */
export function alignUp(bytes: number, alignment: number): number {
  return Math.ceil(bytes / alignment) * alignment;
}
