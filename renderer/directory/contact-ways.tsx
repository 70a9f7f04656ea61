import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCopy, IconMail, IconPhone } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { copyText } from '#renderer/ui/copy-text.ts';
import type { Person } from '#shared/directory/person.ts';
import { dialled } from '#shared/directory/phone.ts';
import classes from './contacts.module.css';

const Copy = ({ text }: { readonly text: string }) => {
  const { t } = useTranslation('directory');
  const { t: ui } = useTranslation('ui');
  return (
    <Tooltip label={t('copy', { text })}>
      <ActionIcon
        size={22}
        aria-label={t('copy', { text })}
        onClick={() => void copyText(text, { done: t('copied', { text }), failed: ui('copyFailed') })}
      >
        <IconCopy size={14} stroke={1.6} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
};

/** Numbers to call and addresses to write to, as they were given. A link opens the program for it, if the laptop has one. */
export const ContactWays = ({ person }: { readonly person: Person }) => {
  const { t } = useTranslation('directory');
  return (
    <ul className={classes['ways']}>
      {person.phones.map((phone) => (
        <li key={`${phone.kind} ${phone.typed}`} className={classes['way']}>
          <IconPhone size={16} stroke={1.6} aria-hidden />
          <a className="num" href={`tel:${dialled(phone)}`}>
            {phone.typed}
          </a>
          <span className="muted small">{t(`phone.${phone.kind}`)}</span>
          <span className={classes['grow']} />
          <Copy text={phone.e164 ?? phone.typed} />
        </li>
      ))}
      {person.emails.map((address) => (
        <li key={address} className={classes['way']}>
          <IconMail size={16} stroke={1.6} aria-hidden />
          <a href={`mailto:${encodeURI(address)}`}>{address}</a>
          <span className={classes['grow']} />
          <Copy text={address} />
        </li>
      ))}
    </ul>
  );
};
