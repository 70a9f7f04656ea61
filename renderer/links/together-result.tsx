import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { StateGlyph } from '#renderer/ui/glyphs.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFocusReturn } from '#renderer/ui/use-focus-return.ts';
import type { ResolvedTogether } from '#shared/links/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import dialogs from '#renderer/ui/dialogs.module.css';
import classes from './links.module.css';

interface TogetherResultProps {
  readonly result: ResolvedTogether;
  readonly onClose: () => void;
}

/** Stays until it is read: which tickets were refused, each with its reason and a way there. */
export const TogetherResult = ({ result, onClose }: TogetherResultProps) => {
  const { t } = useTranslation('links');
  const failureText = useFailureText();
  useCommands('links.result', [], { modal: true });
  useFocusReturn();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('resultTitle')}
      size={480}
      closeButtonProps={{ 'aria-label': t('understood') }}
      classNames={{ body: dialogs['body'], title: dialogs['title'] }}
    >
      <p>{t('resultDone', { count: result.resolved.length })}</p>
      <ul className={classes['tickets']}>
        {result.refused.map(({ ticket, failure }) => (
          <li key={ticket.id}>
            <a href={hrefOf('queue', ticket.id)} className={classes['choice']} onClick={onClose}>
              <StateGlyph state={ticket.state} />
              <span className="num">{shortNumber(ticket.number)}</span>
              <span className={classes['title']}>{ticket.title}</span>
            </a>
            <p className={classes['why']}>{failureText(failure)}</p>
          </li>
        ))}
      </ul>
      <div className={dialogs['actions']}>
        <Button variant="filled" data-autofocus onClick={onClose}>
          {t('understood')}
        </Button>
      </div>
    </Modal>
  );
};
