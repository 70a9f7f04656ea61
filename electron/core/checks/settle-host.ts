import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { isHostText } from '#shared/checks/host-text.ts';

const LABEL = /^(?!-)[A-Za-z0-9_-]{1,63}(?<!-)$/;

/**
 * The host that a person named, as it goes to the network: an address without brackets, or a name in ASCII (other scripts as punycode).
 * Undefined where it is neither. Loopback and private addresses are hosts like any other: whoever runs this stands beside them.
 */
export const settleHost = (text: string): string | undefined => {
  const bare = text.trim().replace(/^\[(.*)\]$/, '$1');
  if (!isHostText(bare)) return undefined;
  if (isIP(bare) !== 0) return bare;
  // Names may end in digits only as addresses do, and those are none.
  if (bare.includes(':') || /(?:^|\.)(?:\d+|0x[0-9a-f]*)\.?$/i.test(bare)) return undefined;
  const ascii = domainToASCII(bare).replace(/\.$/, '') || bare.replace(/\.$/, '');
  const isName = ascii.length <= 253 && ascii.split('.').every((label) => LABEL.test(label));
  return isName ? ascii : undefined;
};
