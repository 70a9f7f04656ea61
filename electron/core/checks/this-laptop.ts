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

/** Whether this laptop is on any network at all. */
export const hasNetwork = (): boolean => outwardInterfaces().length > 0;
