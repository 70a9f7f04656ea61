import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useClient, useSession, useSessionStore } from '#renderer/api/session.tsx';
import { useDraftsReady } from '#renderer/drafts/use-draft.ts';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { useFocusReturn } from '#renderer/ui/use-focus-return.ts';
import type { TicketDetail } from '#shared/tickets/operations.ts';
import { HandOverForm } from './hand-over-form.tsx';
import { handOverStore, type HandedOver } from './hand-over-store.ts';
import { LeaveQuestion } from './leave-question.tsx';
import classes from './hand-over.module.css';

/** While it is on screen the rest of the window can be neither seen nor reached, and stays as it is. */
const useWindowAlone = (): void => {
  useLayoutEffect(() => {
    const root = document.querySelector('#root');
    document.documentElement.dataset['handedOver'] = '';
    root?.setAttribute('inert', '');
    return () => {
      delete document.documentElement.dataset['handedOver'];
      root?.removeAttribute('inert');
    };
  }, []);
};

const HandOverScreen = ({ handedOver, detail }: { readonly handedOver: HandedOver; readonly detail: TicketDetail }) => {
  const store = useSessionStore(handOverStore);
  const me = useSession();
  const [isAsking, setAsking] = useState(false);
  const screen = useRef<HTMLDivElement>(null);
  useWindowAlone();
  useFocusReturn();
  useEffect(() => {
    if (!isAsking && !screen.current?.contains(document.activeElement)) screen.current?.focus();
  }, [isAsking]);
  const leave = () => store.getState().end();

  return createPortal(
    <div className={classes['window']} data-hand-over ref={screen} tabIndex={-1}>
      <div className={classes['screen']} inert={isAsking}>
        <HandOverForm
          ticket={detail.ticket}
          replaces={handedOver.replaces}
          technician={me.displayName}
          onLeave={() => setAsking(true)}
          onDone={leave}
        />
      </div>
      {isAsking && <LeaveQuestion name={me.displayName} onLeave={leave} onStay={() => setAsking(false)} />}
    </div>,
    document.body,
  );
};

const HandedOverTicket = ({ handedOver }: { readonly handedOver: HandedOver }) => {
  const { t } = useTranslation('survey');
  const client = useClient();
  const store = useSessionStore(handOverStore);
  const failureText = useFailureText();
  const isReady = useDraftsReady();
  const [detail, setDetail] = useState<TicketDetail>();
  const { ticketId } = handedOver;
  useEffect(() => {
    let isWanted = true;
    void client.call('tickets.get', { ticketId }).then((answer) => {
      if (!isWanted) return;
      if (answer.ok) setDetail(answer.value);
      else {
        announce({ tone: 'failed', text: `${t('failed')}: ${failureText(answer.failure)}` });
        store.getState().end();
      }
    });
    return () => {
      isWanted = false;
    };
    // Asked once: what the requester reads does not change under them.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [client, ticketId]);
  return detail && isReady ? <HandOverScreen handedOver={handedOver} detail={detail} /> : null;
};

/** The hand-over screen, while a ticket is with its requester. Mounted once, above every view, so that no address leads out of it. */
export const HandOver = () => {
  const handedOver = useStore(useSessionStore(handOverStore), (state) => state.handedOver);
  return handedOver && <HandedOverTicket key={handedOver.ticketId} handedOver={handedOver} />;
};
