import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { PickList } from '#renderer/ui/pick-list.tsx';
import type { ServiceContent } from '#shared/services/service.ts';
import classes from './services.module.css';

interface NamesFieldsProps {
  readonly content: ServiceContent;
  readonly onChange: (change: Partial<ServiceContent>) => void;
}

/** Groups and categories that are in use here. */
const useKnownNames = () => {
  const client = useClient();
  const [known, setKnown] = useState<{ readonly groups: readonly string[]; readonly categories: readonly string[] }>({
    groups: [],
    categories: [],
  });
  useEffect(() => {
    let isWanted = true;
    const read = async () => {
      const [groups, facets] = await Promise.all([client.call('groups.list', {}), client.call('queue.facets', {})]);
      if (!isWanted) return;
      setKnown({
        groups: groups.ok ? groups.value.groups.flatMap(({ name, active }) => (active ? [name] : [])) : [],
        categories: facets.ok ? facets.value.categories : [],
      });
    };
    void read();
    return () => {
      isWanted = false;
    };
  }, [client]);
  return known;
};

/** Who supports the service, and which categories are its. */
export const NamesFields = ({ content, onChange }: NamesFieldsProps) => {
  const { t } = useTranslation('services');
  const known = useKnownNames();
  const toggled = (names: readonly string[], name: string): readonly string[] =>
    names.includes(name) ? names.filter((each) => each !== name) : [...names, name];
  return (
    <div className={classes['pair']}>
      {(['groups', 'categories'] as const).map((field) => {
        const chosen = content[field];
        const options = [...new Set([...chosen, ...known[field]])];
        return (
          <div key={field}>
            <p className={classes['label']}>{t(field)}</p>
            <div className={classes['picker']}>
              <PickList
                label={t(field === 'groups' ? 'findGroup' : 'findCategory')}
                options={options.map((name) => ({ value: name, label: name }))}
                chosen={new Set(chosen)}
                emptyText={t(field === 'groups' ? 'noGroup' : 'noCategory')}
                offer={(text) => ({ value: text, label: t('useTyped', { text }) })}
                onPick={(name) => onChange({ [field]: toggled(chosen, name) })}
              />
            </div>
          </div>
        );
      })}
    </div>
  );
};
