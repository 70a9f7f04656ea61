import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { handChannels, isHandChannel, type HandChannel } from './new-ticket-fields.ts';
import classes from '#renderer/ui/record-panel.module.css';
import { handDeliveries, isHandDelivery, type HandDelivery } from './usual-delivery.ts';

interface DeliveredProps {
  readonly delivery: HandDelivery;
  readonly onChange: (delivery: HandDelivery) => void;
}

/** Whether a comment has reached the requester, and how. */
export const Delivered = ({ delivery, onChange }: DeliveredProps) => {
  const { t } = useTranslation('tickets');
  return (
    <>
      <span className={`${classes['how']} small muted`} aria-hidden>
        {t('delivered')}
      </span>
      <Select
        size="xs"
        w={112}
        aria-label={t('delivered')}
        data={handDeliveries.map((value) => ({ value, label: t(`delivery.${value}`) }))}
        allowDeselect={false}
        value={delivery}
        onChange={(value) => {
          if (isHandDelivery(value)) onChange(value);
        }}
      />
    </>
  );
};

interface SaidByProps {
  readonly channel: HandChannel;
  readonly onChange: (channel: HandChannel) => void;
}

/** By which way the requester said it. */
export const SaidBy = ({ channel, onChange }: SaidByProps) => {
  const { t } = useTranslation('tickets');
  return (
    <Select
      size="xs"
      w={112}
      aria-label={t('field.channel')}
      data={handChannels.map((value) => ({ value, label: t(`channel.${value}`) }))}
      allowDeselect={false}
      value={channel}
      onChange={(value) => {
        if (isHandChannel(value)) onChange(value);
      }}
    />
  );
};
