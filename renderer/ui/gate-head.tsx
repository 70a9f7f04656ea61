import type { ReactNode } from 'react';
import styles from './kit.module.css';

/** Title and one paragraph at the top of a page that stands alone. */
export const GateHead = ({ title, children }: { readonly title: string; readonly children?: ReactNode }) => (
  <div className={styles.gateHead}>
    <h1>{title}</h1>
    {children === undefined ? null : <p>{children}</p>}
  </div>
);
