import { useSyncExternalStore } from 'react';

/** `#/queue/ticket:01J…` is `{ feature: 'queue', rest: ['ticket:01J…'] }`. Segments are decoded. */
export interface Route {
  readonly feature: string;
  readonly rest: readonly string[];
}

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

/** Never fails: what is not a route has an empty feature, and the shell shows its first view. */
export const parseRoute = (hash: string): Route => {
  const [feature = '', ...rest] = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .filter((segment) => segment !== '')
    .map(decode);
  return { feature, rest };
};

/** `href` for a link: `hrefOf('queue', ticketId)`. */
export const hrefOf = (feature: string, ...rest: readonly string[]): string =>
  `#/${[feature, ...rest].map(encodeURIComponent).join('/')}`;

let cached: { readonly hash: string; readonly route: Route } | undefined;
const current = (): Route => {
  const { hash } = window.location;
  if (cached?.hash !== hash) cached = { hash, route: parseRoute(hash) };
  return cached.route;
};

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

export const useRoute = (): Route => useSyncExternalStore(subscribe, current);

/** Tells whether the window is still where it was when this was called: whoever went elsewhere while something was saved is not led away from there. */
export const placeNow = (): (() => boolean) => {
  const { hash } = window.location;
  return () => window.location.hash === hash;
};

/** Goes there with an entry in the history. */
export const navigate = (feature: string, ...rest: readonly string[]): void => {
  window.location.hash = hrefOf(feature, ...rest);
};

/** Goes there in place of the current entry, for what Back should skip (the next ticket in an open panel). */
export const replaceRoute = (feature: string, ...rest: readonly string[]): void => {
  window.history.replaceState(window.history.state, '', hrefOf(feature, ...rest));
  window.dispatchEvent(new HashChangeEvent('hashchange'));
};
