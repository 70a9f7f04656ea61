import { Fragment, useEffect, useState } from 'react';
import { PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Field } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { RiskGlyph } from '#renderer/ui/glyphs.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { Failure } from '#shared/base/result.ts';
import { inLanguage } from '#shared/services/service.ts';
import { fileHashesOf, type Inspection, type Opening } from '#shared/tools/approval.ts';
import type { ListedTool } from '#shared/tools/operations.ts';
import { DefinitionChanges } from './definition-changes.tsx';
import classes from './tools.module.css';

interface ApproveDialogProps {
  readonly tool: ListedTool;
  readonly onClose: () => void;
}

/** What exactly is approved, then the passphrase of who answers for it. */
export const ApproveDialog = ({ tool, onClose }: ApproveDialogProps) => {
  const { t } = useTranslation('tools');
  const format = useFormat();
  const client = useClient();
  const [seen, setSeen] = useState<Inspection>();
  const [failure, setFailure] = useState<Failure>();
  const [passphrase, setPassphrase] = useState('');
  const [hasTried, setTried] = useState(false);
  const [isPending, setPending] = useState(false);
  const name = inLanguage(tool.definition.name, format.language);
  const toolId = tool.id;

  useEffect(() => {
    let isWanted = true;
    void client.call('tools.inspect', { toolId }).then((answer) => {
      if (!isWanted) return;
      if (answer.ok) setSeen(answer.value);
      else setFailure(answer.failure);
    });
    return () => {
      isWanted = false;
    };
  }, [client, toolId]);

  const submit = async () => {
    setTried(true);
    if (passphrase === '' || !seen || isPending) return;
    setPending(true);
    const answer = await client.call('tools.approve', {
      toolId,
      passphrase,
      definitionSha256: seen.definitionSha256,
      programSha256: seen.program.sha256,
      fileHashes: [...fileHashesOf(seen)],
    });
    setPending(false);
    if (answer.ok) {
      announce({ tone: 'done', text: t('approved', { name }) });
      onClose();
    } else setFailure(answer.failure);
  };
  const isWrong = failure?.code === 'auth.wrong-passphrase';
  const error = () => {
    if (hasTried && passphrase === '') return t('passphraseNeeded');
    return isWrong ? t('passphraseWrong') : undefined;
  };
  return (
    <FormDialog
      name="tools.approve"
      title={t('approveTitle', { name })}
      submitLabel={t('approveNow')}
      size={560}
      missing={undefined}
      failure={isWrong ? undefined : failure}
      pending={isPending}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <p className="soft">{t('approveText')}</p>
      {!seen && !failure && <p role="status">{t('reading')}</p>}
      {seen && (
        <dl className={classes['facts']}>
          <dt>{t('program')}</dt>
          <dd>
            {seen.program.path}
            {seen.program.realPath !== seen.program.path && (
              <p className="muted small">{`${t('leadsTo')} ${seen.program.realPath}`}</p>
            )}
            <p className={classes['hash']}>{seen.program.sha256}</p>
            <OpeningText of="program" opening={seen.programOpening} />
          </dd>
          {seen.started?.map(({ path, sha256 }, at) => (
            <Fragment key={path}>
              <dt>{t('started')}</dt>
              <dd>
                {path}
                <p className={classes['hash']}>{sha256}</p>
                <OpeningText of="program" opening={seen.startedOpenings[at] ?? { how: 'unknown' }} />
              </dd>
            </Fragment>
          ))}
          {seen.files.map((file, at) => (
            <FileFacts key={file.name} tool={tool} file={file} opening={seen.fileOpenings[at]} />
          ))}
          <dt>{t('definitionHash')}</dt>
          <dd className={classes['hash']}>{seen.definitionSha256}</dd>
        </dl>
      )}
      <DefinitionChanges toolId={toolId} definition={tool.definition} />
      <Field label={t('passphrase')} error={error()}>
        {(control) => (
          <PasswordInput
            {...control}
            data-autofocus
            value={passphrase}
            autoComplete="current-password"
            spellCheck={false}
            visibilityToggleButtonProps={{ 'aria-hidden': true }}
            onChange={(event) => {
              setPassphrase(event.currentTarget.value);
              if (isWrong) setFailure(undefined);
            }}
          />
        )}
      </Field>
    </FormDialog>
  );
};

/** What is left to others between this look and the run. */
const OpeningText = ({ of, opening }: { readonly of: 'program' | 'file'; readonly opening: Opening }) => {
  const { t } = useTranslation('tools');
  if (opening.how === 'others')
    return (
      <p className={classes['caution']}>
        <RiskGlyph />
        <span>{t('opening.others', { where: opening.where })}</span>
      </p>
    );
  return (
    <p className="muted small">{t(opening.how === 'as-read' ? `opening.asRead.${of}` : `opening.${opening.how}`)}</p>
  );
};

interface FileFactsProps {
  readonly tool: ListedTool;
  readonly file: Inspection['files'][number];
  readonly opening: Opening | undefined;
}

const FileFacts = ({ tool, file, opening }: FileFactsProps) => {
  const { t } = useTranslation('tools');
  const { language } = useFormat();
  const label = tool.definition.files.find(({ name }) => name === file.name)?.label;
  return (
    <>
      <dt>{label ? inLanguage(label, language) : file.name}</dt>
      <dd>
        {file.path}
        <p className={classes['hash']}>{file.sha256}</p>
        {file.folder && (
          <>
            <p className="muted small">{t('scopeSeen', { count: file.folder.files })}</p>
            <p className={classes['hash']}>{file.folder.sha256}</p>
          </>
        )}
        {opening && <OpeningText of="file" opening={opening} />}
      </dd>
    </>
  );
};
