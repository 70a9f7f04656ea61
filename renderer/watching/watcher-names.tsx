import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/api/session.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useColleagues } from '#renderer/api/use-colleagues.ts';

/** Who watches a ticket; those who work here no longer are only counted. */
export const WatcherNames = ({ ids }: { readonly ids: readonly string[] }) => {
  const { t } = useTranslation('watching');
  const format = useFormat();
  const me = useSession();
  const people = useColleagues();
  const known = ids.flatMap((id) =>
    id === me.userId ? t('you') : (people.find((person) => person.id === id)?.displayName ?? []),
  );
  const others = ids.length - known.length;
  return format.series([...known, ...(others > 0 && people.length > 0 ? [t('others', { count: others })] : [])]);
};
