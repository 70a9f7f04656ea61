import type { ReactNode } from 'react';
import styles from './kit.module.css';

interface SplitPaneProps {
  readonly children: ReactNode;
  /** Undefined: the list has the whole width. */
  readonly panel?: ReactNode;
  readonly panelLabel: string;
  /** The panel takes the whole region and the list is hidden, not unmounted. */
  readonly wide?: boolean;
}

/** A list with the record beside it: 456 px, 400 at ≤ 1100; instead of it at ≤ 720. */
export const SplitPane = ({ children, panel, panelLabel, wide = false }: SplitPaneProps) => (
  <div className={styles.split} {...(wide ? { 'data-wide': '' } : {})}>
    <div className={styles.splitList} data-list-pane>
      {children}
    </div>
    {panel === undefined ? null : (
      <aside className={styles.splitPanel} aria-label={panelLabel}>
        {panel}
      </aside>
    )}
  </div>
);
