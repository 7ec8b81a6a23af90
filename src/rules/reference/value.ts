/** What an expression comes to: int is bigint, double is number. */
export type Value = boolean | bigint | number | string;
