import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { LikePerson } from '#shared/directory/operations.ts';
import type { PersonForm } from './person-form.ts';
import classes from './contacts.module.css';

/** A pause in typing after which it is worth asking. */
const QUIET_MS = 250;

interface LikeHintProps {
  readonly personId: string | null;
  readonly form: PersonForm;
  /** Somebody opens one of them: what was typed stays as a draft. */
  readonly onLeave: () => void;
}

/** Who may be this person already, named while the card is filled in; nothing where nobody is. */
export const LikeHint = ({ personId, form, onLeave }: LikeHintProps) => {
  const { t } = useTranslation('directory');
  const client = useClient();
  const format = useFormat();
  const [like, setLike] = useState<readonly LikePerson[]>([]);
  const asked = JSON.stringify({
    personId,
    name: form.name,
    otherName: form.otherName || null,
    emails: form.emails,
    phones: form.phones.map(({ typed }) => typed),
  });
  useEffect(() => {
    let isWanted = true;
    const timer = window.setTimeout(() => {
      const marks = JSON.parse(asked) as {
        personId: string | null;
        name: string;
        otherName: string | null;
        emails: string[];
        phones: string[];
      };
      void client.call('directory.like', marks).then((answer) => {
        if (isWanted && answer.ok) setLike(answer.value);
      });
    }, QUIET_MS);
    return () => {
      isWanted = false;
      window.clearTimeout(timer);
    };
  }, [client, asked]);
  if (like.length === 0) return null;
  return (
    <div className={classes['likeBox']} role="status">
      <p className="small soft">{t('maybeKnown', { count: like.length })}</p>
      <ul>
        {like.map(({ person, shares }) => (
          <li key={person.id}>
            <a className="cut" href={hrefOf('contacts', person.id)} onClick={onLeave}>
              {person.name}
            </a>
            <span className="muted small cut">
              {t('shares', { what: format.series(shares.map((each) => t(`share.${each}`))) })}
              {person.organisation !== null && ` · ${person.organisation}`}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
};
