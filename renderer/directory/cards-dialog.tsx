import { useEffect, useRef, useState, type DragEvent } from 'react';
import { Button, Checkbox, Modal } from '@mantine/core';
import { IconAddressBook } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { handOver } from '#renderer/attachments/hand-over.ts';
import { announce } from '#renderer/ui/announce.ts';
import { FailureBanner, useFailureText } from '#renderer/ui/failure-banner.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useFocusReturn } from '#renderer/ui/use-focus-return.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { Failure } from '#shared/base/result.ts';
import { MAX_CARD_BYTES, MAX_CARDS } from '#shared/directory/cards.ts';
import type { CardImportView, CardsPreview } from '#shared/directory/operations.ts';
import { CardsList } from './cards-list.tsx';
import classes from './contacts.module.css';
import dialogs from '#renderer/ui/dialogs.module.css';

interface ReadFile {
  readonly sha256: string;
  readonly fileName: string;
  readonly preview: CardsPreview;
}

/** Business cards from a file: chosen or dropped, looked at, then taken, and taken back as a whole. */
export const CardsDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation('directory');
  const { t: ui } = useTranslation('ui');
  const client = useClient();
  const format = useFormat();
  const failureText = useFailureText();
  const chooser = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<ReadFile>();
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [isOver, setOver] = useState(false);
  const [takeNew, setTakeNew] = useState(true);
  const [takeAdds, setTakeAdds] = useState(true);
  const [ended] = useState(() => new AbortController());
  useFocusReturn();
  useEffect(() => () => ended.abort(), [ended]);

  const read = async (given: File) => {
    setFailure(undefined);
    setFile(undefined);
    if (given.size > MAX_CARD_BYTES) {
      setFailure({ code: 'attachment.too-large', message: `${given.size} bytes` });
      return;
    }
    setPending(true);
    const stored = await handOver(client, given, given.name, () => undefined, ended.signal);
    const preview = stored.ok
      ? await client.call('directory.readCards', { sha256: stored.value.sha256, fileName: given.name })
      : stored;
    if (ended.signal.aborted) return;
    setPending(false);
    if (!stored.ok || !preview.ok) setFailure(preview.ok ? undefined : preview.failure);
    else setFile({ sha256: stored.value.sha256, fileName: given.name, preview: preview.value });
  };
  const undo = async (importId: string) => {
    const answer = await client.call('directory.undoCards', { importId });
    announce(
      answer.ok
        ? { tone: 'done', text: t('cardsUndone', { undone: answer.value.undone, kept: answer.value.kept }) }
        : { tone: 'refused', text: failureText(answer.failure) },
    );
  };
  const take = async () => {
    if (!file || pending) return;
    setPending(true);
    const answer = await client.call('directory.takeCards', {
      sha256: file.sha256,
      fileName: file.fileName,
      takeNew,
      takeAdds,
    });
    setPending(false);
    if (!answer.ok) {
      setFailure(answer.failure);
      return;
    }
    const { id, made, filled } = answer.value;
    onClose();
    announce({
      tone: 'done',
      text: t('cardsTaken', { made, filled }),
      action: { label: t('undo'), run: () => void undo(id) },
    });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [given] = event.dataTransfer.files;
    if (given) void read(given);
  };

  const counts = file?.preview.counts;
  const wanted = counts ? (takeNew ? counts.new : 0) + (takeAdds ? counts.adds : 0) : 0;
  const problem = failure?.details?.['problem'];
  const unreadable =
    failure?.code !== 'import.unreadable'
      ? undefined
      : problem === 'no-rows'
        ? t('noCards')
        : problem === 'too-many-rows'
          ? t('tooManyCards', { count: MAX_CARDS })
          : t('cardsTooLarge', { limit: format.bytes(MAX_CARD_BYTES) });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('importCards')}
      size={720}
      closeButtonProps={{ 'aria-label': ui('close') }}
      classNames={{ body: dialogs['body'], title: dialogs['title'] }}
    >
      <div className={dialogs['form']}>
        {failure && (
          <FailureBanner failure={unreadable === undefined ? failure : { code: 'import.cards', message: unreadable }} />
        )}
        <div
          className={classes['drop']}
          data-over={isOver || undefined}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <p>
            {file
              ? t('cardsFile', { name: file.fileName, charset: file.preview.charset.toUpperCase() })
              : t('dropCards')}
          </p>
          <Button
            data-autofocus
            leftSection={<IconAddressBook size={16} stroke={1.6} aria-hidden />}
            onClick={() => chooser.current?.click()}
          >
            {file ? t('otherFile') : t('chooseFile')}
          </Button>
          <input
            ref={chooser}
            type="file"
            hidden
            accept=".vcf,.vcard,text/vcard,text/x-vcard"
            aria-label={t('chooseFile')}
            onChange={(event) => {
              const [given] = event.currentTarget.files ?? [];
              if (given) void read(given);
              event.currentTarget.value = '';
            }}
          />
        </div>
        {pending && !file && <SkeletonRows rows={4} />}
        {file && counts && (
          <>
            <div className={classes['list']}>
              <Checkbox
                size="xs"
                label={t('takeNew', { count: counts.new })}
                disabled={counts.new === 0}
                checked={takeNew && counts.new > 0}
                onChange={(event) => setTakeNew(event.currentTarget.checked)}
              />
              <Checkbox
                size="xs"
                label={t('takeAdds', { count: counts.adds })}
                disabled={counts.adds === 0}
                checked={takeAdds && counts.adds > 0}
                onChange={(event) => setTakeAdds(event.currentTarget.checked)}
              />
              {file.preview.organisations.length > 0 && takeNew && (
                <p className="small muted">
                  {t('makesOrganisations', {
                    count: file.preview.organisations.length,
                    names: format.series(file.preview.organisations.slice(0, 5)),
                  })}
                </p>
              )}
            </div>
            <CardsList preview={file.preview} />
          </>
        )}
        {!file && !pending && <PastImports onUndo={(id) => void undo(id)} />}
      </div>
      <div className={dialogs['actions']}>
        <Button variant="subtle" color="gray" onClick={onClose}>
          {ui('close')}
        </Button>
        {file && (
          <Button variant="filled" loading={pending} disabled={wanted === 0} onClick={() => void take()}>
            {t('takeCards', { count: wanted })}
          </Button>
        )}
      </div>
    </Modal>
  );
};

/** Files that are still shown for taking back. */
const SHOWN_IMPORTS = 5;

/** What was taken before on this laptop; each can be taken back. */
const PastImports = ({ onUndo }: { readonly onUndo: (importId: string) => void }) => {
  const { t } = useTranslation('directory');
  const client = useClient();
  const format = useFormat();
  const now = useNow();
  const [imports, setImports] = useState<readonly CardImportView[]>([]);
  useEffect(() => {
    let isWanted = true;
    const readThem = () =>
      void client.call('directory.cardImports', {}).then((answer) => {
        if (isWanted && answer.ok) setImports(answer.value);
      });
    readThem();
    const stop = client.onNotice((notice) => {
      if (notice.name === 'directory.changed') readThem();
    });
    return () => {
      isWanted = false;
      stop();
    };
  }, [client]);
  if (imports.length === 0) return null;
  return (
    <section aria-label={t('pastImports')}>
      <p className="small soft">{t('pastImports')}</p>
      <ul className={classes['lines']}>
        {imports.slice(0, SHOWN_IMPORTS).map(({ id, fileName, at, made, filled, undoneAt }) => (
          <li key={id} className={classes['line']}>
            <span className="cut">{fileName}</span>
            <span className={`${classes['grow']} muted small cut`}>
              {format.moment(at, now)} · {t('cardsTaken', { made, filled })}
            </span>
            {undoneAt === null ? (
              <Button size="xs" onClick={() => onUndo(id)}>
                {t('undoAll')}
              </Button>
            ) : (
              <span className="muted small">{t('undone')}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};
