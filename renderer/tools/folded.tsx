import { useState, type ReactNode } from 'react';
import classes from './tools.module.css';

interface FoldedProps {
  readonly startsOpen: boolean;
  readonly name: string;
  readonly about: string;
  readonly children: ReactNode;
}

/** Fields below the name of what they are of; what is typed in them never folds them. */
export const Folded = ({ startsOpen, name, about, children }: FoldedProps) => {
  const [isOpen, setOpen] = useState(startsOpen);
  return (
    <details className={classes['folded']} open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <code>{`{${name}}`}</code>
        <span className="cut muted">{about}</span>
      </summary>
      <div className={classes['form']}>{children}</div>
    </details>
  );
};
