import { useTranslation } from 'react-i18next';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import type { SourceMark } from './line-source.ts';
import classes from './lines.module.css';

/** Which log each number beside the lines stands for; shown where there is no room for names. */
export const SourceLegend = ({ marks }: { readonly marks: readonly SourceMark[] }) => {
  const { t } = useTranslation('logs');
  return (
    <ScrollRegion label={t('legend')} className={classes['legend']}>
      <ul>
        {marks.map(({ key, mark, name }) => (
          <li key={key} title={name}>
            <span className={classes['sourceMark']}>{mark}</span>
            <span>{name}</span>
          </li>
        ))}
      </ul>
    </ScrollRegion>
  );
};
