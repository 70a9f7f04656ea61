import { Menu } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Delivered } from '#shared/tickets/timeline-event.ts';
import classes from '#renderer/ui/record-panel.module.css';

/** Ways a person can say that the requester heard something; `webhook` is what a configured channel does by itself. */
export const deliveredByHand = ['in_person', 'phone', 'mail'] as const satisfies readonly Delivered[];

interface DeliveryMenuProps {
  readonly onDeliver: (delivery: Delivered) => void;
  /** Saves the comment as a mail; it is delivered once somebody has sent it and says so. */
  readonly onMail: () => void;
}

/** At a comment that has not reached the requester: says that it has by now, and how. */
export const DeliveryMenu = ({ onDeliver, onMail }: DeliveryMenuProps) => {
  const { t } = useTranslation('tickets');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={`${classes['editable']} ${classes['waits']}`} title={t('markDelivered')}>
          <IconClock size={14} stroke={1.6} aria-hidden />
          {t('notDeliveredYet')}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('markDelivered')}</Menu.Label>
        {deliveredByHand.map((delivery) => (
          <Menu.Item key={delivery} onClick={() => onDeliver(delivery)}>
            {t(`delivery.${delivery}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={onMail}>{t('saveAsMail')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
