import { useState } from 'react';
import { ActionIcon, Button } from '@mantine/core';
import { IconDownload, IconFolder, IconPencil, IconRefresh, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import { langOf } from '#renderer/ui/text-lang.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { DocumentDetail } from '#shared/documents/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { DocumentVersions } from './document-versions.tsx';
import { saveDocument } from './save-document.ts';
import { StateMark } from './state-mark.tsx';
import type { useDocumentWords } from './use-document-words.ts';
import type { Decision } from './version-dialog.tsx';
import classes from './documents.module.css';

interface DocumentPanelProps {
  readonly detail: DocumentDetail;
  readonly words: ReturnType<typeof useDocumentWords>;
  readonly canReveal: boolean;
  readonly isChecking: boolean;
  readonly onCheck: () => void;
  readonly onEdit: () => void;
  readonly onDecide: (decision: Decision) => void;
  readonly onClose: () => void;
}

/** One document: what it is, where its file is and whether that is right, what came before, and what can be done. */
export const DocumentPanel = ({
  detail,
  words,
  canReveal,
  isChecking,
  onCheck,
  onEdit,
  onDecide,
  onClose,
}: DocumentPanelProps) => {
  const { t } = useTranslation('documents');
  const { t: ui } = useTranslation('ui');
  const client = useClient();
  const format = useFormat();
  const now = useNow();
  const failureText = useFailureText();
  const mayManage = useAllowed('documents.manage');
  const [isSaving, setSaving] = useState(false);
  const { document, listed, path, versions, same } = detail;
  const { title, storage, version, withdrawnAt } = document;
  const { sight, checkedAt, states } = listed;
  const isChanged = states.includes('changed');
  const canSave = version !== null && (version.isKept || states.includes('here'));
  /** Besides the file that is watched. */
  const hasCopy = storage === 'watched' && version?.isKept === true;
  const hasFile = storage !== 'elsewhere' && withdrawnAt === null;

  const save = async (versionId: string | null, fileName: string) => {
    setSaving(true);
    const failed = await saveDocument(client, document.id, versionId, fileName);
    setSaving(false);
    if (failed) announce({ tone: 'failed', text: failureText(failed) });
  };
  const saveCopy = () => void save(null, version?.file.fileName ?? title);
  const reveal = async () => {
    const shown = await client.call('documents.reveal', { documentId: document.id });
    if (!shown.ok) announce({ tone: 'failed', text: failureText(shown.failure) });
  };
  const withdraw = async () => {
    const withdrawn = withdrawnAt === null;
    const set = (seen: number, to: boolean) =>
      client.call('documents.withdraw', { documentId: document.id, seen, withdrawn: to });
    const done = await set(document.revision, withdrawn);
    if (!done.ok) {
      announce({ tone: 'failed', text: failureText(done.failure) });
      return;
    }
    const { revision } = done.value.document;
    announce({
      tone: 'done',
      text: t(withdrawn ? 'withdrawn' : 'restored', { number: document.number }),
      action: { label: t('undo'), run: () => void set(revision, !withdrawn) },
    });
  };
  const group = t('details');
  useCommands('document', [
    ...(hasFile
      ? [{ id: 'document.check', label: t('checkThis'), group, icon: IconRefresh, key: 'r' as const, run: onCheck }]
      : []),
    ...(canSave
      ? [{ id: 'document.save', label: t('saveCopy'), group, icon: IconDownload, key: 's' as const, run: saveCopy }]
      : []),
    ...(canReveal && path !== null
      ? [{ id: 'document.reveal', label: t('reveal'), group, icon: IconFolder, run: () => void reveal() }]
      : []),
    ...(mayManage
      ? [
          { id: 'document.edit', label: t('edit'), group, icon: IconPencil, key: 'e' as const, run: onEdit },
          { id: 'document.newVersion', label: t('decide.new'), group, key: 'n' as const, run: () => onDecide('new') },
          ...(isChanged
            ? [{ id: 'document.accept', label: t('decide.accept'), group, run: () => onDecide('accept') }]
            : []),
          ...(hasCopy
            ? [{ id: 'document.useKept', label: t('decide.useKept'), group, run: () => onDecide('useKept') }]
            : []),
          {
            id: 'document.withdraw',
            label: withdrawnAt === null ? t('withdraw') : t('restore'),
            group,
            run: () => void withdraw(),
          },
        ]
      : []),
  ]);

  const fact = (label: string, text: string | null | undefined) =>
    text === undefined || text === null || text === '' ? null : (
      <>
        <dt>{label}</dt>
        <dd lang={langOf(text)}>{text}</dd>
      </>
    );
  return (
    <>
      <ViewHead title={title}>
        {mayManage && (
          <Button rightSection={<KeyHint keys="e" />} onClick={onEdit}>
            {t('edit')}
          </Button>
        )}
        <ActionIcon aria-label={ui('close')} onClick={onClose}>
          <IconX size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      </ViewHead>
      <ScrollRegion label={t('details')} className={classes['panel']}>
        {(isChanged || states.includes('missing')) && (
          <Banner tone="breach" boxed>
            {isChanged ? t('changedText') : sight?.found === 'fault' ? t(`fault.${sight.fault}`) : t('otherLaptop')}
            {mayManage && (isChanged || hasCopy) && (
              <div className={classes['bannerActs']}>
                {isChanged && (
                  <Button size="xs" onClick={() => onDecide('accept')}>
                    {t('decideAct.accept')}
                  </Button>
                )}
                {hasCopy && (
                  <Button size="xs" onClick={() => onDecide('useKept')}>
                    {t('decideAct.useKept')}
                  </Button>
                )}
              </div>
            )}
          </Banner>
        )}
        <p className={classes['states']}>
          <span className="muted num">{shortNumber(document.number)}</span>
          {states.map((state) => (
            <StateMark key={state} state={state} />
          ))}
          {checkedAt !== null && <span className="muted">{t('checkedAt', { at: format.moment(checkedAt, now) })}</span>}
        </p>
        <div className={classes['acts']}>
          {canSave && (
            <Button
              leftSection={<IconDownload size={16} stroke={1.6} aria-hidden />}
              rightSection={<KeyHint keys="s" />}
              loading={isSaving}
              onClick={saveCopy}
            >
              {t('saveCopy')}
            </Button>
          )}
          {canReveal && path !== null && <Button onClick={() => void reveal()}>{t('reveal')}</Button>}
          {hasFile && (
            <Button rightSection={<KeyHint keys="r" />} loading={isChecking} onClick={onCheck}>
              {t('checkThis')}
            </Button>
          )}
          {mayManage && (
            <Button rightSection={<KeyHint keys="n" />} onClick={() => onDecide('new')}>
              {t('newVersion')}
            </Button>
          )}
        </div>
        <dl className={classes['facts']}>
          {fact(t('field.kind'), words.kind(document.kind))}
          {fact(t('field.owner'), document.owner?.name ?? t('nobody'))}
          {fact(t('column.belongsTo'), format.series([...words.belongsTo(listed)]))}
          {fact(t('field.place'), document.place)}
          {fact(t('field.path'), path)}
          {fact(t('storage'), t(hasCopy ? 'storage.watchedKept' : `storage.${storage}`))}
          {fact(t('field.reviewOn'), document.reviewOn)}
          {fact(t('field.validUntil'), document.validUntil)}
          {fact(
            t('field.language'),
            document.language &&
              (document.language === 'zh-CN' || document.language === 'en'
                ? t(`language.${document.language}`)
                : document.language),
          )}
          {fact(t('field.tags'), format.series([...document.tags]))}
          {version && (
            <>
              <dt>{t('checksum')}</dt>
              <dd className={classes['hash']}>{version.file.sha256}</dd>
            </>
          )}
        </dl>
        {same.length > 0 && (
          <PanelSection title={t('same')}>
            <ul className={classes['same']}>
              {same.map((other) => (
                <li key={other.id}>
                  <a href={hrefOf('documents', other.id)}>
                    {shortNumber(other.number)} {other.title}
                  </a>
                </li>
              ))}
            </ul>
          </PanelSection>
        )}
        {versions.length > 0 && (
          <DocumentVersions versions={versions} onSave={(id, fileName) => void save(id, fileName)} />
        )}
        {mayManage && (
          <div className={classes['withdraw']}>
            <Button variant="subtle" color="gray" onClick={() => void withdraw()}>
              {withdrawnAt === null ? t('withdraw') : t('restore')}
            </Button>
          </div>
        )}
      </ScrollRegion>
    </>
  );
};
