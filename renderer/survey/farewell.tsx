import { Button } from '@mantine/core';
import { IconDeviceLaptop } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import classes from './hand-over.module.css';

interface FarewellProps {
  readonly t: TFunction<'handOver'>;
  /** Who answered; null: they would rather not. */
  readonly name: string | null;
  readonly closed: boolean;
  readonly technician: string;
  readonly onDone: () => void;
}

/** The last the requester sees. Only the technician goes on from here. */
export const Farewell = ({ t, name, closed, technician, onDone }: FarewellProps) => (
  <div className={classes['farewell']} role="status">
    <IconDeviceLaptop size={40} stroke={1.2} aria-hidden />
    {name !== null && <h1>{t('thanks', { name })}</h1>}
    <p>{name === null ? t('declinedText', { name: technician }) : t('thanksText', { name: technician })}</p>
    {closed && <p>{t('closedText')}</p>}
    <Button size="lg" autoFocus onClick={onDone}>
      {t('back', { name: technician })}
    </Button>
  </div>
);
