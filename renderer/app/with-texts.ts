import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import { fetchLaterTexts } from './i18n.ts';

/** A component with its texts: neither is needed before it is first shown. */
export const withTexts = <Props>(
  fetch: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> =>
  lazy(async () => {
    const [component] = await Promise.all([fetch(), fetchLaterTexts()]);
    return { default: component };
  });
