import { Button } from '@mantine/core';
import { IconAppWindow, IconKeyOff, IconFolderX, IconPlugConnectedX, IconVersions } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppStatus } from '#shared/accounts/operations.ts';
import styles from './storage.module.css';

export type StoppedStatus = Extract<
  AppStatus,
  { readonly state: 'in-use' | 'newer-schema' | 'keys-damaged' | 'unreadable' }
>;

interface StoppedProps {
  /** Undefined: the core did not answer at all. */
  readonly status: StoppedStatus | undefined;
  readonly onAgain: () => void;
}

const icons = {
  'in-use': IconAppWindow,
  'newer-schema': IconVersions,
  'keys-damaged': IconKeyOff,
  unreadable: IconFolderX,
  unreached: IconPlugConnectedX,
} as const;

/** Why nobody can sign in, what is safe, and what to do about it. */
export const Stopped = ({ status, onAgain }: StoppedProps) => {
  const { t } = useTranslation('storage');
  const Icon = icons[status?.state ?? 'unreached'];
  const [title, body, details] = ((): readonly [string, string, ReactNode] => {
    switch (status?.state) {
      case 'in-use':
        return [t('inUse.title'), t('inUse.body'), null];
      case 'newer-schema':
        return [t('newer.title'), t('newer.body', { found: status.found, supported: status.supported }), null];
      case 'keys-damaged':
        return [
          t('keys.title'),
          t('keys.body'),
          <Detail
            key="file"
            lines={[
              [t('file'), status.file],
              [t('problem'), status.problem],
            ]}
          />,
        ];
      case 'unreadable':
        return [
          t('unreadable.title'),
          t('unreadable.body', { errno: status.errno }),
          <Detail key="path" lines={[[t('path'), status.path]]} />,
        ];
      case undefined:
        return [t('unreached.title'), t('unreached.body'), null];
    }
  })();
  return (
    <div className={styles.stopped}>
      <Icon size={40} stroke={1.25} aria-hidden />
      <h1>{title}</h1>
      <p>{body}</p>
      {details}
      <Button variant="filled" mt={8} onClick={onAgain}>
        {t('again')}
      </Button>
    </div>
  );
};

const Detail = ({ lines }: { readonly lines: readonly (readonly [string, string])[] }) => (
  <dl className={styles.details}>
    {lines.flatMap(([label, value]) => [
      <dt key={`${label}:`}>{label}</dt>,
      <dd key={label} className="mono">
        {value}
      </dd>,
    ])}
  </dl>
);
