import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconHeartbeat, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { hrefOf, navigate } from '#renderer/ui/route.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import type { Subject } from '#shared/checks/check.ts';
import { beginWithAsset } from './begin-with.ts';
import type { DiagnosticDraft } from './diagnostic-draft.ts';
import { CheckDialog } from './check-dialog.tsx';
import { CheckStateMark } from './outcome-mark.tsx';
import { RunDialog } from './run-dialog.tsx';
import { byNeed, useChecks } from './use-checks.ts';
import classes from './checks.module.css';

/** On the panel of a site or an asset: its checks, and ways to look at something now or from now on. Mounted anew for each. */
export const SubjectChecks = ({ subject }: { readonly subject: Subject }) => {
  const { t } = useTranslation('checks');
  const mayRun = useAllowed('checks.run');
  const mayManage = useAllowed('checks.manage');
  const { value } = useChecks();
  const client = useClient();
  const [dialog, setDialog] = useState<'run' | 'add'>();
  const [begin, setBegin] = useState<Partial<DiagnosticDraft>>({});
  const open = async (kind: 'run' | 'add') => {
    if (subject.assetId !== null) setBegin(await beginWithAsset(client, subject.assetId));
    setDialog(kind);
  };
  const group = t('ofSubject');
  useCommands(
    'subject-checks',
    [
      {
        id: 'checks.ofSubject',
        label: t('run'),
        group,
        icon: IconHeartbeat,
        keywords: t('words'),
        run: () => void open('run'),
      },
      ...(mayManage
        ? [{ id: 'checks.addOfSubject', label: t('addLong'), group, icon: IconPlus, run: () => void open('add') }]
        : []),
    ],
    { active: mayRun },
  );
  if (!value || (!mayRun && value.checks.length === 0)) return null;
  const own = value.checks
    .filter(({ check: { subject: of } }) =>
      subject.assetId === null ? of.siteId === subject.siteId : of.assetId === subject.assetId,
    )
    .toSorted(byNeed);
  return (
    <PanelSection
      title={group}
      meta={own.length > 0 ? own.length : undefined}
      action={
        mayRun && (
          <Button size="xs" variant="subtle" title={t('run')} onClick={() => void open('run')}>
            {t('runShort')}
          </Button>
        )
      }
    >
      {own.length === 0 && <p className="muted">{t('ofSubjectNone')}</p>}
      <ul className={classes['subjectList']}>
        {own.map((listed) => (
          <li key={listed.check.id}>
            <a className="cut" href={hrefOf('checks', listed.check.id)}>
              {listed.check.title}
            </a>
            <CheckStateMark {...listed} />
          </li>
        ))}
      </ul>
      {mayManage && (
        <Button size="xs" onClick={() => void open('add')}>
          {t('addLong')}
        </Button>
      )}
      {dialog === 'run' && <RunDialog subject={subject} begin={begin} onClose={() => setDialog(undefined)} />}
      {dialog === 'add' && (
        <CheckDialog
          subject={subject}
          begin={begin}
          names={value.names}
          onSaved={(checkId) => {
            setDialog(undefined);
            navigate('checks', checkId);
          }}
          onClose={() => setDialog(undefined)}
        />
      )}
    </PanelSection>
  );
};
