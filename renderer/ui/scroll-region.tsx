import type { ReactNode, Ref } from 'react';

interface ScrollRegionProps {
  /** What it is, for who listens. */
  readonly label: string;
  readonly className: string | undefined;
  readonly children: ReactNode;
  readonly ref?: Ref<HTMLDivElement>;
}

/** A part of the window that scrolls by itself, and can be reached and scrolled by the keyboard. */
export const ScrollRegion = ({ label, className, children, ref }: ScrollRegionProps) => (
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keys that scroll it act where the focus is
  <div ref={ref} className={className} role="region" aria-label={label} tabIndex={0}>
    {children}
  </div>
);
