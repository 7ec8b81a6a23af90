/** Public keys in PEM by the name under which their bundles are reported. */
export type TrustedKeys = Readonly<Record<string, string>>;
