import { useRef, useState } from 'react';
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconFileExport, IconUserPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { useQuery } from '#renderer/api/use-query.ts';
import { announce } from '#renderer/ui/announce.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { FailureBanner, useFailureText } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { hrefOf, navigate } from '#renderer/ui/route.ts';
import { saveCsv } from '#renderer/ui/save-csv.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { SplitPane } from '#renderer/ui/split-pane.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFocusHome } from '#renderer/ui/use-focus-home.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { AssignmentTable } from './assignment-table.tsx';
import { concernsTraining } from './concerns.ts';
import { PersonPanel, type OpenedCell } from './person-panel.tsx';
import { TeamMatrix } from './team-matrix.tsx';
import classes from './training.module.css';

/** Who did which course and who is to: people by courses, what was assigned, and both as a list. */
export const TeamView = () => {
  const { t } = useTranslation('training');
  const client = useClient();
  const { language } = useFormat();
  const failureText = useFailureText();
  const mayManage = useAllowed('training.manage');
  const { value, failure, refresh } = useQuery('training.matrix', {}, concernsTraining);
  const [isAssigning, setAssigning] = useState(false);
  const [opened, setOpened] = useState<OpenedCell>();
  const home = useRef<HTMLDivElement>(null);
  useFocusHome(home);
  const save = async () => {
    const answer = await client.call('training.export', { language });
    if (!answer.ok) {
      announce({ tone: 'refused', text: failureText(answer.failure) });
      return;
    }
    const { csv, rows } = answer.value;
    saveCsv(t('exportName'), csv);
    announce({ tone: 'done', text: t('exported', { count: rows }) });
  };
  const assign = () => setAssigning(true);
  const group = t('training');
  useCommands('training.team', [
    { id: 'training.export', label: t('export'), group, icon: IconFileExport, run: () => void save() },
    ...(mayManage
      ? [
          {
            id: 'training.assign',
            label: `${t('assign')}…`,
            group,
            icon: IconUserPlus,
            key: 'a' as const,
            status: { order: 1, label: t('keys.assign') },
            run: assign,
          },
        ]
      : []),
    {
      id: 'training.leaveTeam',
      label: t('back'),
      group,
      key: 'Escape',
      keyOnly: true,
      run: () => (opened ? setOpened(undefined) : navigate('training')),
    },
  ]);
  const gaps = value?.people.reduce(
    (sum, { standings }) => sum + standings.filter(({ isAsked, state }) => isAsked && state !== 'passed').length,
    0,
  );
  return (
    <SplitPane
      panel={
        opened && value ? (
          <PersonPanel
            key={`${opened.person.id ?? opened.person.name} ${opened.course.id}`}
            cell={opened}
            onClose={() => setOpened(undefined)}
          />
        ) : undefined
      }
      panelLabel={t('record')}
    >
      <header className={classes['head']}>
        <Tooltip label={t('back')}>
          <ActionIcon component="a" href={hrefOf('training')} aria-label={t('back')}>
            <IconArrowLeft size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <h1>{t('team')}</h1>
        {gaps !== undefined && <span className="muted small num">{t('gaps', { count: gaps })}</span>}
        <span className={classes['grow']} />
        <Button leftSection={<IconFileExport size={16} stroke={1.6} aria-hidden />} onClick={() => void save()}>
          {t('export')}
        </Button>
        {mayManage && (
          <Button
            variant="filled"
            leftSection={<IconUserPlus size={16} stroke={1.6} aria-hidden />}
            rightSection={<KeyHint keys="a" />}
            onClick={assign}
          >
            {t('assign')}
          </Button>
        )}
      </header>
      {failure && <FailureBanner wide failure={failure} onRetry={refresh} />}
      {!value && !failure && <SkeletonRows rows={6} />}
      {value && (
        <div ref={home} className={classes['scroll']} tabIndex={-1}>
          {value.courses.length === 0 ? (
            <Empty mark="blank" title={t('empty')}>
              {t('emptyText')}
            </Empty>
          ) : (
            <>
              <TeamMatrix matrix={value} opened={opened} onOpen={setOpened} />
              <AssignmentTable matrix={value} mayManage={mayManage} />
            </>
          )}
        </div>
      )}
      {isAssigning && value && (
        <AssignDialog matrix={value} courseId={opened?.course.id} onClose={() => setAssigning(false)} />
      )}
    </SplitPane>
  );
};
