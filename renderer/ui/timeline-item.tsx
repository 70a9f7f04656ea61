import type { ComponentType, ReactNode } from 'react';
import type { CommandIconProps } from './commands.ts';
import { useFormat } from './use-format.ts';
import { useNow } from './use-now.ts';
import classes from './record-panel.module.css';

interface TimelineItemProps {
  readonly kind: string;
  readonly icon: ComponentType<CommandIconProps>;
  readonly by: string;
  /** What was done, after the name of who did it. */
  readonly line: string;
  readonly href: string | undefined;
  /** RFC 3339. */
  readonly at: string;
  /** Between the line and the time. */
  readonly marks?: ReactNode;
  /** What was written, below the line. */
  readonly children: ReactNode;
}

/** One thing that happened on a record. */
export const TimelineItem = ({ kind, icon: Icon, by, line, href, at, marks, children }: TimelineItemProps) => {
  const format = useFormat();
  const now = useNow();
  return (
    <li className={classes['entry']} data-entry={kind}>
      <span className={classes['entryIcon']}>
        <Icon size={16} stroke={1.6} aria-hidden />
      </span>
      <div className={classes['entryBody']}>
        <div className={classes['meta']}>
          <b>{by}</b>
          <span className={classes['what']} title={line}>
            {href === undefined ? line : <a href={href}>{line}</a>}
          </span>
          <span className={classes['grow']} />
          {marks}
          <time className="num" dateTime={at} title={format.exact(at)}>
            {format.moment(at, now)}
          </time>
        </div>
        {children}
      </div>
    </li>
  );
};
