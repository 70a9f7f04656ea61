import { BlockList, isIP } from 'node:net';

const laptop = new BlockList();
laptop.addSubnet('127.0.0.0', 8, 'ipv4');
laptop.addAddress('::1', 'ipv6');
laptop.addSubnet('169.254.0.0', 16, 'ipv4');
laptop.addSubnet('fe80::', 10, 'ipv6');

const own = new BlockList();
own.addSubnet('10.0.0.0', 8, 'ipv4');
own.addSubnet('172.16.0.0', 12, 'ipv4');
own.addSubnet('192.168.0.0', 16, 'ipv4');
own.addSubnet('100.64.0.0', 10, 'ipv4');
own.addSubnet('fc00::', 7, 'ipv6');

/**
 * How far in an address lies: 0 out in the Internet, 1 in a network of somebody's own, 2 on this laptop or on its very link, where the services of
 * virtual machines tell secrets. Whoever is asked may lead further out or stay, and never further in: else any web page could have a laptop knock
 * at doors that only the laptop can reach.
 */
export const howFarIn = (address: string): 0 | 1 | 2 => {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (laptop.check(address, family)) return 2;
  return own.check(address, family) ? 1 : 0;
};
