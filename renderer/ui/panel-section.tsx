import type { ReactNode } from 'react';
import classes from './panel-section.module.css';

interface PanelSectionProps {
  readonly title: string;
  /** Right after the title in lighter ink: a count, a code. */
  readonly meta?: ReactNode;
  /** At the right end of the heading: the one action of this section. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A region of a record's panel: a hairline above, a heading of 12 px, its content. */
export const PanelSection = ({ title, meta, action, children }: PanelSectionProps) => (
  <section className={classes['section']} aria-label={title}>
    <div className={classes['heading']}>
      <h3>{title}</h3>
      {meta !== undefined && <span className="muted num">{meta}</span>}
      <span className={classes['grow']} />
      {action}
    </div>
    {children}
  </section>
);
