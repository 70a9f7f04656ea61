import { BlockList, isIP } from 'node:net';
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';

/** Given by a laptop to itself where nobody gave it one: nothing is reached with it. */
const OWN_MAKING = /^(?:169\.254\.|fe80:)/i;

/** Adapters that lead to machines within this laptop: with no other, it is on no network. */
const WITHIN =
  /^(?:docker\d|br-[0-9a-f]{6}|veth|virbr|vmnet|vboxnet|lxcbr|lxdbr|cni|podman|vEthernet \(|VirtualBox Host-Only|VMware Network Adapter)/i;

export const leadsOut = (name: string): boolean => !WITHIN.test(name);

const isUseful = ({ internal, address }: NetworkInterfaceInfo): boolean => !internal && !OWN_MAKING.test(address);

/** Each interface that leads out of the laptop, with its addresses. */
export const outwardInterfaces = (): readonly { readonly name: string; readonly addresses: readonly string[] }[] =>
  Object.entries(networkInterfaces()).flatMap(([name, infos]) => {
    const addresses = (leadsOut(name) ? (infos ?? []) : [])
      .filter(isUseful)
      .map(({ cidr, address }) => cidr ?? address);
    return addresses.length > 0 ? [{ name, addresses }] : [];
  });

/** Whether an address lies in a network that this laptop is in, with no gateway between. */
export const isNear = (address: string): boolean => {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  const near = new BlockList();
  for (const cidr of outwardInterfaces().flatMap(({ addresses }) => addresses)) {
    const [network = '', bits] = cidr.split('/');
    if (bits !== undefined && isIP(network) !== 0)
      near.addSubnet(network, Number(bits), isIP(network) === 6 ? 'ipv6' : 'ipv4');
  }
  return near.check(address, family);
};

/** Whether this laptop is on any network at all. */
export const hasNetwork = (): boolean => outwardInterfaces().length > 0;
