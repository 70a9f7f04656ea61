import { useCallback, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient, useSession } from '#renderer/api/session.tsx';
import { useDraft } from '#renderer/drafts/use-draft.ts';
import { announce } from '#renderer/ui/announce.ts';
import { Delayed } from '#renderer/ui/delayed.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFirstWrong } from '#renderer/ui/use-first-wrong.ts';
import { useFocusReturn } from '#renderer/ui/use-focus-return.ts';
import type { Failure, Result } from '#shared/base/result.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { ReportPrint, ReportSheet } from '#shared/report/operations.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { fromChoices, fromDraft, problemOf, toChoices, toDraft, type ReportFields } from './form-fields.ts';
import { Paper } from './paper.tsx';
import { Printed } from './printed.tsx';
import { ReportForm } from './report-form.tsx';
import { useSheet } from './use-sheet.ts';
import classes from './report.module.css';

interface ReportDialogProps {
  readonly ticket: Ticket;
  readonly onClose: () => void;
}

type Begin = OutputOf<'report.begin'>;

interface ReportDeskProps extends ReportDialogProps {
  readonly begin: Begin;
  readonly onIssued: () => void;
  readonly isPending: boolean;
  readonly onBusy: (isBusy: boolean) => void;
}

/** Form and preview side by side; what is printed is what is previewed. */
const ReportDesk = ({ ticket, begin, onIssued, isPending, onBusy, onClose }: ReportDeskProps) => {
  const { t } = useTranslation('report');
  const client = useClient();
  const { displayName } = useSession();
  const mayWork = useAllowed('tickets.work');
  const { initial, type, finish } = useDraft(`${ticket.id}:report`);
  const [fields, setFields] = useState(() => fromDraft(initial, fromChoices(begin.choices)));
  const [shownId, setShownId] = useState<string | null>(null);
  const [wasTried, setTried] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  /** The issue that was printed last from here, and whether as a copy: what the sheet says until it is something else. */
  const [printed, setPrinted] = useState<ReportPrint>();
  /** What a PDF is made of while it is made: it says which version it becomes, before that is issued, and nothing changes under it. */
  const [onPaper, setOnPaper] = useState<{ readonly sheet: ReportSheet; readonly isCopy: boolean }>();
  const choices = toChoices(fields);
  const { sheet, isCurrent, failure: unread, refresh } = useSheet(ticket.id, choices, shownId);
  const { form, afterSubmit } = useFirstWrong<HTMLDivElement>();
  const isFirstPrint = printed !== undefined && !printed.isCopy && printed.issued.digest === sheet?.digest;
  const isCopy = sheet !== undefined && sheet.issued !== null && !isFirstPrint;
  const nextVersion = Math.max(0, ...begin.issued.map(({ version }) => version)) + 1;

  const change = (changed: Partial<ReportFields>) => {
    const next = { ...fields, ...changed };
    setFields(next);
    setShownId(null);
    type(toDraft(next));
  };
  /** Issues it, or notes the copy; the paper says so before the page's own printing begins. Whether that is carried through no page learns. */
  const print = async (from: ReportSheet): Promise<Result<ReportPrint>> => {
    const done =
      shownId === null
        ? await client.call('report.issue', { ticketId: ticket.id, choices, digest: from.digest })
        : await client.call('report.copy', { reportId: shownId });
    if (!done.ok) return done;
    const { issued, isCopy: copied } = done.value;
    flushSync(() => setPrinted(done.value));
    window.print();
    announce({ tone: 'done', text: t(copied ? 'done.copy' : 'done.issued', { version: issued.version }) });
    return done;
  };
  /** The paper is made first, as it will be; it is issued once it is saved. Null: nothing was saved, and nothing has changed. */
  const savePdf = async (from: ReportSheet): Promise<Result<ReportPrint | null>> => {
    const stamp = { version: nextVersion, at: new Date().toISOString() };
    const { digest, issued } = from;
    flushSync(() =>
      setOnPaper({
        sheet: { ...from, issued: issued ?? { id: '', digest, by: displayName, ...stamp } },
        isCopy: issued !== null,
      }),
    );
    const done = await client.call(
      'report.savePdf',
      issued ? { reportId: issued.id } : { ticketId: ticket.id, choices, digest, ...stamp },
    );
    setOnPaper(undefined);
    if (!done.ok || !done.value) return done;
    const { path, isCopy: copied, issued: saved } = done.value;
    setPrinted(done.value);
    announce({
      tone: 'done',
      text: t(copied ? 'done.savedCopy' : 'done.saved', { version: saved.version, path }),
    });
    return done;
  };
  const run = async (way: 'print' | 'pdf') => {
    if (isPending || !sheet || !mayWork) return;
    setTried(true);
    afterSubmit();
    if (shownId === null && (fields.technician.trim() === '' || fields.parts.some((part) => problemOf(part)))) return;
    if (!isCurrent) {
      announce({ tone: 'refused', text: t('stale') });
      return;
    }
    onBusy(true);
    setFailure(undefined);
    const done = await (way === 'print' ? print(sheet) : savePdf(sheet));
    onBusy(false);
    if (!done.ok) {
      if (done.failure.code === 'record.stale') {
        announce({ tone: 'refused', text: t('stale') });
        onIssued();
      } else setFailure(done.failure);
      refresh();
    } else if (done.value) {
      if (shownId === null) void finish();
      onIssued();
      refresh();
    }
  };
  const main = begin.savesPdf ? 'pdf' : 'print';
  useCommands(
    'report',
    [
      {
        id: 'report.issue',
        label: t(begin.savesPdf ? 'savePdf' : 'printOrPdf'),
        key: 'mod+Enter',
        whileTyping: true,
        run: () => void run(main),
      },
      { id: 'report.print', label: t('print'), key: 'mod+p', whileTyping: true, run: () => void run('print') },
    ],
    { modal: true },
  );

  const shown = sheet && {
    ...sheet,
    issued: sheet.issued ?? (printed?.issued.digest === sheet.digest ? printed.issued : null),
  };
  const version = shown?.issued?.version;
  const says =
    version === undefined
      ? t('asNew', { version: nextVersion })
      : shownId === null
        ? t('asCopy', { version })
        : t('oldVersion', { version });
  return (
    <div className={classes['desk']}>
      <div className={classes['side']}>
        <div className={classes['scroll']} ref={form}>
          <ReportForm
            begin={begin}
            fields={fields}
            wasTried={wasTried}
            shownId={shownId}
            onChange={change}
            onShow={setShownId}
          />
        </div>
        <div className={classes['foot']}>
          {(failure ?? unread) && <FailureBanner failure={failure ?? (unread as Failure)} />}
          <p className="small muted">{mayWork ? says : t('cannotWork')}</p>
          {mayWork && (
            <div className={classes['actions']}>
              <Button variant="subtle" color="gray" onClick={onClose} rightSection={<KeyHint keys="Escape" />}>
                {t('close')}
              </Button>
              {begin.savesPdf && (
                <Button disabled={isPending} onClick={() => void run('print')} rightSection={<KeyHint keys="mod+p" />}>
                  {t('print')}
                </Button>
              )}
              <Button
                variant="filled"
                loading={isPending}
                onClick={() => void run(main)}
                rightSection={<KeyHint keys="mod+Enter" />}
              >
                {begin.savesPdf ? t('savePdf') : t('printOrPdf')}
              </Button>
            </div>
          )}
        </div>
      </div>
      <ScrollRegion className={classes['preview']} label={t('preview')}>
        {shown ? (
          <div className={classes['sheet']}>
            <Paper sheet={shown} isCopy={isCopy} />
          </div>
        ) : (
          <Delayed>
            <SkeletonRows rows={8} />
          </Delayed>
        )}
      </ScrollRegion>
      {shown && <Printed sheet={onPaper?.sheet ?? shown} isCopy={onPaper?.isCopy ?? isCopy} />}
    </div>
  );
};

/** The service report of a ticket: choose, look, print. */
export const ReportDialog = ({ ticket, onClose }: ReportDialogProps) => {
  const { t } = useTranslation('report');
  const client = useClient();
  const [begin, setBegin] = useState<Begin>();
  const [failure, setFailure] = useState<Failure>();
  const [isPending, setPending] = useState(false);
  useFocusReturn();
  // What is being put on paper stays in the window until it is.
  const close = () => {
    if (!isPending) onClose();
  };
  const load = useCallback(() => {
    void client.call('report.begin', { ticketId: ticket.id }).then((answer) => {
      if (answer.ok) setBegin(answer.value);
      setFailure(answer.ok ? undefined : answer.failure);
    });
  }, [client, ticket.id]);
  useEffect(load, [load]);
  return (
    <Modal
      opened
      fullScreen
      onClose={close}
      title={`${t('title')} ${ticket.number}`}
      closeButtonProps={{ 'aria-label': t('close') }}
      classNames={{ content: classes['content'] ?? '', body: classes['body'] ?? '', header: classes['header'] ?? '' }}
    >
      {failure && <FailureBanner failure={failure} onRetry={load} />}
      {begin && (
        <ReportDesk
          ticket={ticket}
          begin={begin}
          onIssued={load}
          isPending={isPending}
          onBusy={setPending}
          onClose={close}
        />
      )}
    </Modal>
  );
};
