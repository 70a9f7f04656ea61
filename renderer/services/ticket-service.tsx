import { useTranslation } from 'react-i18next';
import { useQuery } from '#renderer/api/use-query.ts';
import { ChoiceMenu, Property } from '#renderer/ui/property.tsx';
import type { Notice } from '#shared/contract/notice.ts';
import { serviceFinder } from '#shared/services/assignment.ts';
import { refTo, type ServiceRef } from '#shared/services/service.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { useServiceName } from './use-service-name.ts';

interface TicketServiceProps {
  readonly ticket: Ticket;
  readonly canEdit: boolean;
  readonly onBegin: () => void;
  readonly onChoose: (service: ServiceRef | null) => void;
}

const concerns = ({ name }: Notice): boolean => name === 'services.changed';

/** The service that a ticket belongs to, among its properties; nothing on a desk without a catalogue. */
export const TicketService = ({ ticket, canEdit, onBegin, onChoose }: TicketServiceProps) => {
  const { t } = useTranslation('services');
  const { t: ui } = useTranslation('ui');
  const { value: services } = useQuery('services.names', {}, concerns);
  const nameOf = useServiceName();
  if (!services || (services.length === 0 && !ticket.service)) return null;
  const chosen = ticket.service ?? null;
  const find = serviceFinder(services);
  const byCategory = services.find(({ id }) => id === find({ serviceId: null, category: ticket.category }));
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
