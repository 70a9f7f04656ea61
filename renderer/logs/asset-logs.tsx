import { useTranslation } from 'react-i18next';
import { useAllowed } from '#renderer/api/session.tsx';
import { useQuery } from '#renderer/api/use-query.ts';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import { withSigns } from '#renderer/ui/with-signs.ts';
import type { Notice } from '#shared/contract/notice.ts';
import classes from './logs.module.css';

const concerns = ({ name }: Notice): boolean => name === 'logs.sources';

/** The logs of these assets that are read on this laptop, each one press away. Nothing where there are none. */
export const AssetLogs = ({ ciIds }: { readonly ciIds: readonly string[] }) => {
  const mayRead = useAllowed('logs.read');
  return mayRead && ciIds.length > 0 ? <Sources ciIds={ciIds} /> : null;
};

const Sources = ({ ciIds }: { readonly ciIds: readonly string[] }) => {
  const { t } = useTranslation('logs');
  const { value } = useQuery('logs.sources', {}, concerns);
  const sources = (value?.sources ?? []).filter(({ assetId }) => assetId !== null && ciIds.includes(assetId));
  if (sources.length === 0) return null;
  return (
    <PanelSection title={t('logsOf')}>
      <ul>
        {sources.map(({ id, name, errors }) => (
          <li key={id} className={classes['assetLog']}>
            <a href={hrefOf('logs', id)} title={t('openLog', { name: withSigns(name) })}>
              {withSigns(name)}
            </a>
            {errors > 0 && <span className="muted small num">{t('newErrors', { count: errors })}</span>}
          </li>
        ))}
      </ul>
    </PanelSection>
  );
};
