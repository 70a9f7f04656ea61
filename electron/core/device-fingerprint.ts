import { createHash, createPublicKey } from 'node:crypto';

/**
 * What the recovery sheet prints and a person compares: SHA-256 of the key's SPKI DER in lower-case hex, in groups of four.
 * `openssl pkey -pubin -in KEY -outform der | sha256sum` gives the same digits.
 */
export const deviceFingerprint = (publicKeyPem: string): string => {
  const der = createPublicKey(publicKeyPem).export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('hex').match(/.{4}/g)?.join(' ') ?? '';
};
