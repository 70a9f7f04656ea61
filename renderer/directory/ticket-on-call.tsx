import { useTranslation } from 'react-i18next';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { rotasOfGroup } from '#shared/directory/on-call.ts';
import { foldGroupName, namesOf } from '#shared/groups/group.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { OnCallLine } from './on-call-bar.tsx';
import { useGroups } from './use-groups.ts';
import { useRotas } from './use-places.ts';

/** Whom to call about a ticket of a group with a rota, while it is not over; nothing for other tickets. */
export const TicketOnCall = ({ ticket }: { readonly ticket: Ticket }) => {
  const { t } = useTranslation('directory');
  const groups = useGroups();
  const { value } = useRotas();
  const name = ticket.assignmentGroup;
  if (name === null || !isOpen(ticket.state) || !value) return null;
  const group = groups.find((each) => namesOf(each).includes(foldGroupName(name)));
  const rotas = rotasOfGroup(value.rotas, group?.id ?? null);
  if (rotas.length === 0) return null;
  return (
    <PanelSection title={t('onCallFor', { group: group?.name ?? name })}>
      {rotas.map((rota) => (
        <OnCallLine key={rota.id} rota={rota} people={value.people} />
      ))}
    </PanelSection>
  );
};
