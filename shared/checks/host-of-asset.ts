import type { AssetAttribute } from '../assets/configuration-item.ts';
import { isHostText, MAX_HOST } from './host-text.ts';

/** In the order in which they are preferred: a name outlives an address. */
const SAYS_HOST = [
  /^(?:fqdn|dns(?:[ _-]?name)?|域名)$/iu,
  /^(?:host(?:[ _-]?name)?|主机名?)$/iu,
  /^(?:ip(?:v[46])?(?:[ _-]?addr(?:ess)?)?|ip ?地址)$/iu,
];

/** A name that people give to machines, and could be one on the network: no space, and nothing but what a DNS label holds. */
const COULD_BE_HOST = /^(?=.*[a-z])[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i;

/** What an asset is reached by: what its attributes say, else its own name where that could be one. Undefined where there is none. */
export const hostOfAsset = ({
  name,
  attributes,
}: {
  readonly name: string;
  readonly attributes: readonly AssetAttribute[];
}): string | undefined => {
  for (const says of SAYS_HOST) {
    const value = attributes.find(({ key, value: text }) => says.test(key.trim()) && isHostText(text.trim()))?.value;
    if (value !== undefined) return value.trim();
  }
  return COULD_BE_HOST.test(name) && name.length <= MAX_HOST ? name : undefined;
};
