/**
 * The demonstration key. Its private half is published beside the sources of the default bundle, so a bundle signed
 * by it proves nothing about its maker. Whoever screens in earnest sets trustedKeys to keys of their own.
 */
import type { TrustedKeys } from './trustedKeys.ts';

export const demonstrationKeys: TrustedKeys = {
  'postern-demo': `-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAcAM/LQtqawwNEHyc72oV18HuF4EK2vmXDMCBNt8JWUc=
-----END PUBLIC KEY-----
`,
};
