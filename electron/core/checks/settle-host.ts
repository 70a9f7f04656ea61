import { BlockList, isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { isHostText } from '#shared/checks/host-text.ts';

const LABEL = /^(?!-)[A-Za-z0-9_-]{1,63}(?<!-)$/;

/** Addresses of no one machine: unspecified (which systems take for this laptop), multicast, broadcast. */
const nobody = new BlockList();
nobody.addSubnet('0.0.0.0', 8, 'ipv4');
nobody.addSubnet('224.0.0.0', 4, 'ipv4');
nobody.addAddress('255.255.255.255', 'ipv4');
nobody.addAddress('::', 'ipv6');
nobody.addSubnet('ff00::', 8, 'ipv6');

/** Names may end in digits only as addresses do. */
const ENDS_AS_ADDRESS = /(?:^|\.)(?:\d+|0x[0-9a-f]*)\.?$/i;

/**
 * The host that a person named, as it goes to the network: an address without brackets, or a name in ASCII (other scripts as punycode).
 * Undefined where it is neither, or an address of no one machine. Loopback, link-local and private addresses are hosts like any other: whoever
 * runs this stands beside them, and of what they answer only how they answer is told.
 */
export const settleHost = (text: string): string | undefined => {
  const bare = text.trim().replace(/^\[(.*)\]$/, '$1');
  if (!isHostText(bare)) return undefined;
  const family = isIP(bare);
  if (family !== 0) return nobody.check(bare, family === 6 ? 'ipv6' : 'ipv4') ? undefined : bare;
  if (bare.includes(':')) return undefined;
  const ascii = domainToASCII(bare).replace(/\.$/, '') || bare.replace(/\.$/, '');
  // Digits of other scripts have become such only now.
  if (ENDS_AS_ADDRESS.test(ascii) || ENDS_AS_ADDRESS.test(bare)) return undefined;
  const isName = ascii.length <= 253 && ascii.split('.').every((label) => LABEL.test(label));
  return isName ? ascii : undefined;
};
