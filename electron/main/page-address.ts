/** The page's own scheme: unlike file:// it has an origin, and the policy's 'self' means it alone. */
export const SCHEME = 'app';
export const PAGE_ADDRESS = `${SCHEME}://console/`;

/** By protocol and host: Node gives every `app:` address the origin 'null'. */
export const isOwnAddress = (address: string): boolean => {
  try {
    const { protocol, host } = new URL(address);
    return protocol === `${SCHEME}:` && host === 'console';
  } catch {
    return false;
  }
};
