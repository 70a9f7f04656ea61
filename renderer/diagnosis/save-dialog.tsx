import { Button, Modal } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFocusReturn } from '#renderer/ui/use-focus-return.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import type { Failure } from '#shared/base/result.ts';
import { diffLines } from './line-diff.ts';
import classes from './editor.module.css';

const signs = { same: ' ', add: '+', remove: '−' } as const;

interface SaveDialogProps {
  readonly title: string;
  readonly before: string;
  readonly after: string;
  readonly failure: Failure | undefined;
  readonly isPending: boolean;
  readonly onSave: () => void;
  readonly onClose: () => void;
}

/** What saving changes against the version that holds, line by line, before it is done. */
export const SaveDialog = ({ title, before, after, failure, isPending, onSave, onClose }: SaveDialogProps) => {
  const { t } = useTranslation('diagnosis');
  const { t: ui } = useTranslation('ui');
  const format = useFormat();
  const lines = useMemo(() => diffLines(before, after), [before, after]);
  useFocusReturn();
  useCommands(
    'diagnosis.save-dialog',
    [{ id: 'diagnosis.save-now', label: t('saveNow'), key: 'mod+Enter', keyOnly: true, run: onSave }],
    { modal: true },
  );
  const added = lines.filter(({ kind }) => kind === 'add').length;
  const removed = lines.filter(({ kind }) => kind === 'remove').length;
  const counts = [
    ...(added > 0 ? [t('added', { count: added })] : []),
    ...(removed > 0 ? [t('removed', { count: removed })] : []),
  ];
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('saveTitle', { title })}
      size={760}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      <p className="soft">{t('saveText')}</p>
      {failure && <FailureBanner failure={failure} />}
      <h3 className={classes['diffHead']}>
        {t('changes')}
        <span className="muted num">{format.series(counts)}</span>
      </h3>
      <ScrollRegion className={classes['diff']} label={t('changes')}>
        <table>
          <tbody>
            {lines.map((line) =>
              line.kind === 'skip' ? (
                <tr key={`skip ${line.number}`} data-kind="skip">
                  <td colSpan={3}>{t('skipped', { count: line.count })}</td>
                </tr>
              ) : (
                <tr key={`${line.kind} ${line.number}`} data-kind={line.kind}>
                  <td className="num">{line.number}</td>
                  <td>{signs[line.kind]}</td>
                  <td>{line.text}</td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      </ScrollRegion>
      <div className={classes['dialogActions']}>
        <Button variant="subtle" color="gray" onClick={onClose} rightSection={<KeyHint keys="Escape" />}>
          {ui('cancel')}
        </Button>
        <Button
          variant="filled"
          loading={isPending}
          onClick={onSave}
          data-autofocus
          rightSection={<KeyHint keys="mod+Enter" />}
        >
          {t('saveNow')}
        </Button>
      </div>
    </Modal>
  );
};
