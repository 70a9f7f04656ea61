import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSessionStore } from '#renderer/api/session.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { PersonDetail } from '#shared/directory/operations.ts';
import { contactsDialogsStore } from './dialogs-store.ts';
import classes from './contacts.module.css';

/** Records that may be the same person, with what they share. */
export const LikePeople = ({ detail, canMerge }: { readonly detail: PersonDetail; readonly canMerge: boolean }) => {
  const { t } = useTranslation('directory');
  const format = useFormat();
  const dialogs = useSessionStore(contactsDialogsStore);
  return (
    <PanelSection title={t('maybeTwice')} meta={detail.like.length}>
      <ul className={classes['lines']}>
        {detail.like.map((like) => (
          <li key={like.person.id} className={classes['line']}>
            <a className="cut" href={hrefOf('contacts', like.person.id)}>
              {like.person.name}
            </a>
            <span className={`${classes['grow']} muted small cut`}>
              {t('shares', { what: format.series(like.shares.map((each) => t(`share.${each}`))) })}
            </span>
            {canMerge && (
              <Button size="xs" onClick={() => dialogs.getState().open({ kind: 'merge', detail, other: like })}>
                {t('merge')}…
              </Button>
            )}
          </li>
        ))}
      </ul>
    </PanelSection>
  );
};
