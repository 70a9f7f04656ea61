import { useTranslation } from 'react-i18next';
import { useAllowed, useSessionStore } from '#renderer/api/session.tsx';
import { createFormat } from '#renderer/ui/format.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { Property } from '#renderer/ui/property.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { stretchesFrom } from '#shared/directory/on-call.ts';
import { ContactPanel } from './contact-panel.tsx';
import { contactDraft, contactsDialogsStore } from './dialogs-store.ts';
import { useEditCommand } from './use-contacts-commands.ts';
import { useGroups } from './use-groups.ts';
import { useRotas } from './use-places.ts';
import classes from './contacts.module.css';
import panel from '#renderer/ui/record-panel.module.css';

/** Turns that are planned for ahead of time. */
const SHOWN = 8;

/** One rota: who has it now, who comes next and when, by the clock of the rota. */
export const RotaPanel = ({ id, onClose }: { readonly id: string; readonly onClose: () => void }) => {
  const { t } = useTranslation('directory');
  const { language } = useFormat();
  const now = useNow();
  const canWrite = useAllowed('directory.write');
  const dialogs = useSessionStore(contactsDialogsStore);
  const { value, failure, refresh } = useRotas();
  const groups = useGroups();
  const rota = value?.rotas.find((each) => each.id === id);
  const edit = () => {
    if (rota) dialogs.getState().open({ kind: 'rota', rota, draftKey: contactDraft(id) });
  };
  const canEdit = canWrite && rota !== undefined;
  useEditCommand(canEdit, edit);
  const personOf = (personId: string | null) => value?.people.find((person) => person.id === personId);
  const stretches = rota?.active === true ? stretchesFrom(rota, now, SHOWN) : [];
  const there = rota && createFormat(language, rota.zone);
  const group = groups.find((each) => each.id === rota?.groupId);
  return (
    <ContactPanel
      kind={t('rota')}
      name={rota?.name ?? (value ? t('rotaGone') : undefined)}
      failure={failure}
      onRetry={refresh}
      onClose={onClose}
      onEdit={canEdit ? edit : undefined}
    >
      {rota && there && (
        <>
          {!rota.active && <p className={classes['marks']}>{t('notInUse')}</p>}
          <PanelSection title={t('turns')} meta={rota.zone}>
            <ol className={classes['lines']}>
              {stretches.map(({ personId, from, to, because }, place) => {
                const person = personOf(personId);
                return (
                  <li key={from} className={classes['line']}>
                    <Avatar name={person?.name ?? null} />
                    <span className={place === 0 ? 'strong cut' : 'cut'}>
                      {person ? <a href={hrefOf('contacts', person.id)}>{person.name}</a> : t('nobodyOnCall')}
                    </span>
                    {because !== 'turn' && <span className="small muted">{t(`because.${because}`)}</span>}
                    {place === 0 && person?.phones[0] !== undefined && <span className="num">{person.phones[0]}</span>}
                    <span className={classes['grow']} />
                    <span className={`${classes['time']} num`}>
                      {place === 0
                        ? to === null
                          ? t('noEnd')
                          : t('untilThen', { at: there.moment(to, now) })
                        : t('fromThen', { at: there.moment(from, now) })}
                    </span>
                  </li>
                );
              })}
            </ol>
          </PanelSection>
          <PanelSection title={t('details')}>
            <dl className={panel['properties']}>
              <Property name={t('field.group')} wide>
                {group?.name ?? <span className="muted">–</span>}
              </Property>
              <Property name={t('field.rhythm')} wide>
                {t(`rhythm.${rota.rhythm}`, { time: rota.handOverTime })}
              </Property>
              <Property name={t('field.members')} wide>
                {rota.memberIds.map((each) => personOf(each)?.name ?? '–').join(' → ')}
              </Property>
            </dl>
          </PanelSection>
        </>
      )}
    </ContactPanel>
  );
};
