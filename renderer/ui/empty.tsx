import type { ReactNode } from 'react';
import styles from './kit.module.css';

const marks = {
  /** Nothing to do, and that is good. */
  done: <path d="M20 4.5a15.5 15.5 0 1 1 0 31 15.5 15.5 0 0 1 0-31M13.5 20.5l4.5 4.5 9-10" />,
  /** Nothing here yet. */
  blank: <path d="M6 12a4 4 0 0 1 4-4h20a4 4 0 0 1 4 4v16a4 4 0 0 1-4 4H10a4 4 0 0 1-4-4ZM6 22h7l3 4h8l3-4h7" />,
  /** Nothing was found. */
  search: <path d="M18 6a12 12 0 1 1 0 24 12 12 0 0 1 0-24M27 27l7 7" />,
  /** Not for this role. */
  locked: (
    <path d="M11 18h18a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H11a2 2 0 0 1-2-2V20a2 2 0 0 1 2-2M14 18v-5a6 6 0 0 1 12 0v5" />
  ),
  /** Stopped by a fault. */
  broken: <path d="M20 5 36 33H4ZM20 16v8M20 28.5v.2" />,
} as const;

interface EmptyProps {
  readonly mark: keyof typeof marks;
  readonly title: string;
  /** What is true, and what comes next. */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** Fills a region that has nothing to list. */
export const Empty = ({ mark, title, children, actions }: EmptyProps) => (
  <div className={styles.empty}>
    <svg
      className={styles.emptyMark}
      viewBox="0 0 40 40"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
    >
      {marks[mark]}
    </svg>
    <h2>{title}</h2>
    {children === undefined ? null : <p>{children}</p>}
    {actions === undefined ? null : <div className={styles.emptyActions}>{actions}</div>}
  </div>
);
