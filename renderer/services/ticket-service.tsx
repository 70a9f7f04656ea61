import { useTranslation } from 'react-i18next';
import { ChoiceMenu, Property } from '#renderer/ui/property.tsx';
import { refTo, type ServiceRef } from '#shared/services/service.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { useTicketServices } from './use-ticket-services.ts';

interface TicketServiceProps {
  readonly ticket: Ticket;
  readonly canEdit: boolean;
  readonly onBegin: () => void;
  readonly onChoose: (service: ServiceRef | null) => void;
}

/** The service that a ticket belongs to, among its properties; nothing on a desk without a catalogue. */
export const TicketService = ({ ticket, canEdit, onBegin, onChoose }: TicketServiceProps) => {
  const { t } = useTranslation('services');
  const { t: ui } = useTranslation('ui');
  const { services, byCategory, nameOf } = useTicketServices(ticket.category);
  if (!services || (services.length === 0 && !ticket.service)) return null;
  const chosen = ticket.service ?? null;
  const known = services.find(({ id }) => id === chosen?.id);
  const shown = chosen ? (known ? nameOf(known) : chosen.name) : byCategory ? nameOf(byCategory) : t('none');
  return (
    <Property name={t('ofTicket')} wide>
      <ChoiceMenu
        canEdit={canEdit}
        label={ui('edit', { field: t('ofTicket') })}
        shown={
          <span className="cut">
            {shown}
            {!chosen && byCategory && <span className="muted"> {t('byCategory')}</span>}
          </span>
        }
        onBegin={onBegin}
        sections={[
          {
            name: undefined,
            items: [
              {
                id: 'category',
                label: t('followCategory'),
                isChosen: chosen === null,
                pick: () => {
                  if (chosen !== null) onChoose(null);
                },
              },
            ],
          },
          {
            name: t('title'),
            items: services
              .filter(({ id, active }) => active || id === chosen?.id)
              .map((service) => ({
                id: service.id,
                label: nameOf(service),
                isChosen: service.id === chosen?.id,
                pick: () => onChoose(refTo(service)),
              })),
          },
        ]}
      />
    </Property>
  );
};
