import { useTranslation } from 'react-i18next';
import classes from './argument-list.module.css';

interface ArgumentListProps {
  readonly label?: string;
  /** The program first. `from`: where it comes from, in words. */
  readonly lines: readonly { readonly text: string; readonly from?: string }[];
  /** All of it at once, however long: for who has to read it before it starts. */
  readonly whole?: boolean;
}

/** A command as it is started: one argument a line, so that none can be taken for two. */
export const ArgumentList = ({ label, whole = false, lines }: ArgumentListProps) => {
  const { t } = useTranslation('ui');
  return (
    <ol className={classes['list']} aria-label={label} data-whole={whole || undefined}>
      {lines.map(({ text, from }, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- arguments are their places
        <li key={at} data-from={from !== undefined || undefined}>
          {text === '' ? <span className="muted">{t('emptyArgument')}</span> : <code>{text}</code>}
          {from !== undefined && <span className="muted small">{from}</span>}
        </li>
      ))}
    </ol>
  );
};
