import { useId, type ReactNode } from 'react';
import styles from './imports.module.css';

/** One property: its name at the left, its control at the right. */
export const PanelRow = ({
  label,
  children,
  note,
}: {
  readonly label: string;
  readonly children: (id: string) => ReactNode;
  readonly note?: ReactNode;
}) => {
  const id = useId();
  return (
    <div className={styles.panelRow}>
      <label htmlFor={id}>{label}</label>
      <div>
        {children(id)}
        {note === undefined ? null : <p className="muted small">{note}</p>}
      </div>
    </div>
  );
};
