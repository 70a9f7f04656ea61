import { useEffect, useState } from 'react';
import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { useQuery } from '#renderer/api/use-query.ts';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { PickList } from '#renderer/ui/pick-list.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFocusReturn } from '#renderer/ui/use-focus-return.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { Failure } from '#shared/base/result.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { inLanguage } from '#shared/services/service.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { ListedTool, Prepared } from '#shared/tools/operations.ts';
import { RunForm } from './run-form.tsx';
import classes from './tools.module.css';

interface RunDialogProps {
  readonly ticket: Ticket;
  readonly onStarted: () => void;
  readonly onClose: () => void;
}

const nothing: ReadonlySet<string> = new Set();
const concerns = ({ name }: Notice): boolean => name === 'tools.changed';

/** Which tool, then with which values, then the whole command: nothing starts that was not on screen. */
export const RunDialog = ({ ticket, onStarted, onClose }: RunDialogProps) => {
  const { t } = useTranslation('tools');
  const client = useClient();
  const { language } = useFormat();
  const [toolId, setToolId] = useState<string>();
  const [prepared, setPrepared] = useState<Prepared>();
  const [failure, setFailure] = useState<Failure>();
  const ticketId = ticket.id;
  useEffect(() => {
    if (toolId === undefined) return undefined;
    let isWanted = true;
    void client.call('tools.prepare', { toolId, ticketId }).then((answer) => {
      if (!isWanted) return;
      if (answer.ok) setPrepared(answer.value);
      else setFailure(answer.failure);
    });
    return () => {
      isWanted = false;
    };
  }, [client, toolId, ticketId]);

  if (prepared)
    return (
      <RunForm
        title={t('runTool', { name: inLanguage(prepared.tool.definition.name, language), number: ticket.number })}
        ticketId={ticketId}
        prepared={prepared}
        onStarted={onStarted}
        onClose={onClose}
      />
    );
  return (
    <ToolChoice
      title={t('runTitle', { number: ticket.number })}
      isWaiting={toolId !== undefined && !failure}
      failure={failure}
      onPick={(id) => {
        setFailure(undefined);
        setToolId(id);
      }}
      onClose={onClose}
    />
  );
};

interface ToolChoiceProps {
  readonly title: string;
  readonly isWaiting: boolean;
  readonly failure: Failure | undefined;
  readonly onPick: (toolId: string) => void;
  readonly onClose: () => void;
}

/** Those that can be started come first, those whose program is not here last. */
const rankOf = ({ standing }: ListedTool): number =>
  standing.state === 'approved' ? 0 : standing.state === 'no-program' ? 2 : 1;

const ToolChoice = ({ title, isWaiting, failure, onPick, onClose }: ToolChoiceProps) => {
  const { t } = useTranslation('tools');
  const { t: ui } = useTranslation('ui');
  const { language } = useFormat();
  const { value } = useQuery('tools.list', {}, concerns);
  useFocusReturn();
  useCommands('tools.choice', [], { modal: true });
  const offered = (value?.tools ?? []).filter(({ isActive, standing }) => isActive && standing.state !== 'elsewhere');
  const options = offered
    .toSorted((left, right) => rankOf(left) - rankOf(right))
    .map(({ id, definition, standing }) => ({
      value: id,
      label: inLanguage(definition.name, language),
      hint: t(standing.state === 'approved' ? `class.${definition.toolClass}` : `standing.${standing.state}`),
    }));
  return (
    <Modal opened onClose={onClose} title={title} size={480} closeButtonProps={{ 'aria-label': ui('close') }}>
      {failure && <FailureBanner failure={failure} />}
      {!value || isWaiting ? (
        <SkeletonRows rows={6} />
      ) : (
        <div className={classes['choice']}>
          <PickList label={t('find')} options={options} chosen={nothing} emptyText={t('noTool')} onPick={onPick} />
        </div>
      )}
    </Modal>
  );
};
