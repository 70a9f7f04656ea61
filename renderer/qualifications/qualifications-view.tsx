import { useEffect, useRef, useState } from 'react';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { Banner } from '#renderer/ui/banner.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFocusHome } from '#renderer/ui/use-focus-home.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { Failure } from '#shared/base/result.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { Qualification, Requirement } from '#shared/qualifications/qualification.ts';
import { standingOf } from '#shared/qualifications/rules.ts';
import { QualificationDialog } from './qualification-dialog.tsx';
import { QualificationTable } from './qualification-table.tsx';
import { RequirementDialog } from './requirement-dialog.tsx';
import { RequirementTable } from './requirement-table.tsx';
import classes from './qualifications.module.css';

type Book = OutputOf<'qualifications.list'>;

type Dialog =
  | { readonly kind: 'qualification'; readonly of: Qualification | null }
  | { readonly kind: 'requirement'; readonly of: Requirement | null };

/** Who can do what, whose certificates end, and what tickets require: one page for who leads. */
export const QualificationsView = () => {
  const { t } = useTranslation('qualifications');
  const client = useClient();
  const canManage = useAllowed('qualifications.manage');
  const [book, setBook] = useState<Book>();
  const [failure, setFailure] = useState<Failure>();
  const [dialog, setDialog] = useState<Dialog>();
  const home = useRef<HTMLDivElement>(null);
  useFocusHome(home);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let current = true;
    const load = async () => {
      const answer = await client.call('qualifications.list', {});
      if (!current) return;
      if (answer.ok) setBook(answer.value);
      setFailure(answer.ok ? undefined : answer.failure);
    };
    if (tries >= 0) void load();
    const stop = client.onNotice((notice) => {
      if (notice.name === 'qualifications.changed' || notice.name === 'users.changed') void load();
    });
    return () => {
      current = false;
      stop();
    };
  }, [client, tries]);
  const whyNot = canManage ? undefined : t('cannotManage');
  const add = () => setDialog({ kind: 'qualification', of: null });
  const require = () => setDialog({ kind: 'requirement', of: null });
  useCommands('qualifications', [
    {
      id: 'qualifications.add',
      label: `${t('add')}…`,
      key: 'c',
      group: t('qualifications'),
      icon: IconPlus,
      unavailable: whyNot,
      status: { order: 1, label: t('keys.add') },
      run: add,
    },
    {
      id: 'qualifications.require',
      label: `${t('addRequirement')}…`,
      group: t('qualifications'),
      icon: IconPlus,
      unavailable: whyNot,
      run: require,
    },
  ]);
  const active = book?.qualifications.filter(({ isActive }) => isActive) ?? [];
  const ending = book ? active.filter((each) => standingOf(each, book.today) === 'ending').length : 0;
  const expired = book ? active.filter((each) => standingOf(each, book.today) === 'expired').length : 0;
  return (
    <>
      <ViewHead title={t('qualifications')}>
        {canManage && (
          <Button
            leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
            rightSection={<KeyHint keys="c" />}
            onClick={add}
          >
            {t('add')}
          </Button>
        )}
      </ViewHead>
      {failure && <FailureBanner wide failure={failure} onRetry={() => setTries((count) => count + 1)} />}
      {ending + expired > 0 && (
        <Banner tone="risk">
          {[
            ending > 0 ? t('reminderEnding', { count: ending }) : '',
            expired > 0 ? t('reminderExpired', { count: expired }) : '',
          ]
            .filter((part) => part !== '')
            .join(' ')}
        </Banner>
      )}
      <div ref={home} className={classes['scroll']} tabIndex={-1}>
        {!book && !failure && <SkeletonRows rows={6} />}
        {book?.qualifications.length === 0 && (
          <Empty mark="blank" title={t('empty')}>
            {t('emptyText')}
          </Empty>
        )}
        {book && book.qualifications.length > 0 && (
          <QualificationTable
            rows={book.qualifications}
            today={book.today}
            onEdit={canManage ? (of) => setDialog({ kind: 'qualification', of }) : undefined}
          />
        )}
        {book && (
          <RequirementTable
            rows={book.requirements}
            onAdd={canManage ? require : undefined}
            onEdit={canManage ? (of) => setDialog({ kind: 'requirement', of }) : undefined}
          />
        )}
      </div>
      {dialog?.kind === 'qualification' && (
        <QualificationDialog
          before={dialog.of}
          known={book?.requirements.map(({ name }) => name) ?? []}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog?.kind === 'requirement' && (
        <RequirementDialog
          before={dialog.of}
          known={book?.qualifications.map(({ name }) => name) ?? []}
          onClose={() => setDialog(undefined)}
        />
      )}
    </>
  );
};
