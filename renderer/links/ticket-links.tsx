import { Button } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient, useSessionStore } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { TicketLink } from '#shared/links/operations.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { linkDialogsStore } from './link-dialogs-store.ts';
import { LinkedTicketRow } from './linked-ticket-row.tsx';
import { useTicketLinks } from './use-ticket-links.ts';
import classes from './links.module.css';

/** In the order they are read: what is above, what is below, what is beside, what came before and after. */
const relations = [
  'child_of',
  'parent_of',
  'related',
  'merged_into',
  'merged_from',
  'follow_up_of',
  'followed_up_by',
] as const satisfies readonly TicketLink['relation'][];

/** What a ticket is tied to; nothing where it is tied to nothing, for then adding a link is a command. */
export const TicketLinks = ({ ticket }: { readonly ticket: Ticket }) => {
  const { t } = useTranslation('links');
  const { t: tickets } = useTranslation('tickets');
  const client = useClient();
  const format = useFormat();
  const failureText = useFailureText();
  const canWork = useAllowed('tickets.work');
  const dialogs = useSessionStore(linkDialogsStore);
  const links = useTicketLinks(ticket.id);
  const openChildren = links.filter(({ relation, ticket: other }) => relation === 'parent_of' && isOpen(other.state));

  const group = tickets('thisTicket');
  useCommands('links', [
    {
      id: 'links.together',
      label: t('together'),
      group,
      icon: IconChecks,
      unavailable: canWork ? (openChildren.length > 0 ? undefined : t('togetherNone')) : t('cannotWork'),
      run: () => dialogs.getState().open('together', ticket),
    },
  ]);

  const change = async (verb: 'add' | 'remove', { relation, ticket: other }: TicketLink): Promise<boolean> => {
    if (relation !== 'related' && relation !== 'parent_of' && relation !== 'child_of') return false;
    const answer = await client.call(`links.${verb}`, { ticketId: ticket.id, side: relation, otherId: other.id });
    if (!answer.ok) announce({ tone: 'refused', text: failureText(answer.failure) });
    return answer.ok;
  };
  const remove = async (link: TicketLink) => {
    if (!(await change('remove', link))) return;
    announce({
      tone: 'done',
      text: t('removed', { number: shortNumber(link.ticket.number) }),
      action: { label: t('undo'), run: () => void change('add', link) },
    });
  };

  if (links.length === 0) return null;
  return (
    <PanelSection
      title={t('links')}
      meta={format.number(links.length)}
      action={
        canWork && (
          <Button size="xs" variant="subtle" color="gray" onClick={() => dialogs.getState().open('add', ticket)}>
            {t('addShort')}
          </Button>
        )
      }
    >
      {relations.map((relation) => {
        const shown = links.filter((link) => link.relation === relation);
        if (shown.length === 0) return null;
        const hasOpen = relation === 'parent_of' && openChildren.length > 0;
        return (
          <div key={relation} className={classes['group']} role="group" aria-label={t(`group.${relation}`)}>
            <div className={classes['groupHead']}>
              {t(`group.${relation}`)}
              {hasOpen && <span className="num">· {t('stillOpen', { count: openChildren.length })}</span>}
              <span className={classes['grow']} />
              {hasOpen && canWork && (
                <Button
                  size="xs"
                  variant="subtle"
                  color="gray"
                  onClick={() => dialogs.getState().open('together', ticket)}
                >
                  {t('togetherShort')}
                </Button>
              )}
            </div>
            <ul>
              {shown.map((link) => (
                <LinkedTicketRow
                  key={link.ticket.id}
                  ticket={link.ticket}
                  onRemove={canWork && !link.isFixed ? () => void remove(link) : undefined}
                />
              ))}
            </ul>
          </div>
        );
      })}
    </PanelSection>
  );
};
