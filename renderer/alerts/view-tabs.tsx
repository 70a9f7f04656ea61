import { useTranslation } from 'react-i18next';
import { RiskGlyph } from '#renderer/ui/glyphs.tsx';
import { hrefOf, navigate } from '#renderer/ui/route.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useAlertCounts } from './alert-count.ts';
import classes from './alerts.module.css';

/** From what was found to what looks for it, and back. */
export const ViewTabs = ({ at }: { readonly at: 'alerts' | 'rules' }) => {
  const { t } = useTranslation('alerts');
  const format = useFormat();
  const { aside } = useAlertCounts();
  const other = at === 'alerts' ? 'rules' : 'alerts';
  const go = () => (other === 'rules' ? navigate('alerts', 'rules') : navigate('alerts'));
  useCommands('alerts-tabs', [
    {
      id: `alerts.${other}`,
      label: other === 'rules' ? t('rules') : t('title'),
      group: t('thisView'),
      key: 'o',
      run: go,
    },
  ]);
  return (
    <nav className={classes['tabs']} aria-label={t('title')}>
      <a href={hrefOf('alerts')} {...(at === 'alerts' ? { 'aria-current': 'page' as const } : {})}>
        {t('title')}
      </a>
      <a href={hrefOf('alerts', 'rules')} {...(at === 'rules' ? { 'aria-current': 'page' as const } : {})}>
        {t('rules')}
        {aside > 0 && (
          <span className={classes['aside']} title={t('rulesAside', { count: aside })}>
            <RiskGlyph label={t('rulesAside', { count: aside })} />
            <span className="num" aria-hidden>
              {format.number(aside)}
            </span>
          </span>
        )}
      </a>
    </nav>
  );
};
