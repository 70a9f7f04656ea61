import { isHostText } from '../checks/host-text.ts';
import type { ConfigurationItem } from './configuration-item.ts';

/** What people call the property that says under which name or address an asset is reached, most exact first. */
const HOST_KEYS = [
  /^(?:fqdn|dns ?name|dns ?名称|完整域名)$/i,
  /^(?:host ?name|主机名)$/i,
  /^(?:ip(?:v4|v6)?(?: ?address| ?地址)?)$/i,
];

/** Name or address of an asset on the network: what a property of it says, else its name up to the first space. Null where that is none. */
export const hostOfAsset = (
  item: Pick<ConfigurationItem, 'name' | 'class' | 'attributes'> | undefined,
): string | null => {
  if (!item) return null;
  for (const key of HOST_KEYS) {
    const said = item.attributes.find((attribute) => key.test(attribute.key.trim()))?.value.trim();
    if (said !== undefined && isHostText(said)) return said;
  }
  const [name = ''] = item.name.trim().split(/\s/);
  return isHostText(name) ? name : null;
};
