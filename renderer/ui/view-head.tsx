import type { ReactNode } from 'react';
import styles from './kit.module.css';

/** The 44 px head of a view: its name, how many, and what can be done at the right. */
export const ViewHead = ({
  title,
  count,
  children,
}: {
  readonly title: string;
  readonly count?: string | undefined;
  readonly children?: ReactNode;
}) => (
  <header className={styles.head}>
    <h1>{title}</h1>
    {count === undefined ? null : <span className={`${styles.headCount} num`}>{count}</span>}
    <span className={styles.headSpace} />
    {children}
  </header>
);
