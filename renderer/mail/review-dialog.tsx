import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { Banner } from '#renderer/ui/banner.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFocusReturn } from '#renderer/ui/use-focus-return.ts';
import { hrefOf } from '#renderer/ui/route.ts';
import type { MailReview } from '#shared/mail/operations.ts';
import { unreadableMails } from '#shared/mail/problems.ts';
import { MailHead } from './mail-head.tsx';
import { mailStore, type GivenMail } from './mail-store.ts';
import { ReviewForm } from './review-form.tsx';
import classes from './mail.module.css';

interface ReviewDialogProps {
  readonly mail: GivenMail;
  readonly onOpen: (ticketId: string) => void;
}

/** One mail: what it says, and what is to become of it. Closing leaves the rest where they were, as files. */
export const ReviewDialog = ({ mail, onOpen }: ReviewDialogProps) => {
  const { t } = useTranslation('mail');
  const store = useSessionStore(mailStore);
  const count = useStore(store, (state) => state.given);
  const left = useStore(store, (state) => state.mails.length);
  const { review, failure, name, sha256 } = mail;
  const shift = () => store.getState().shift();
  useFocusReturn();
  useCommands('mail.review', [], { modal: true });
  return (
    <Modal
      opened
      onClose={() => store.getState().clear()}
      // A click beside it must not cost the mails that wait.
      closeOnClickOutside={false}
      size={680}
      title={
        <span className={classes['title']}>
          {t('title')}
          {count > 1 && <span className="muted num">{t('place', { at: count - left + 1, count })}</span>}
        </span>
      }
      closeButtonProps={{ 'aria-label': t('done') }}
    >
      {failure && <Unreadable mail={mail} isLast={left === 1} onNext={shift} />}
      {!failure && !review && (
        <div role="status" aria-label={t('handing', { name })}>
          <SkeletonRows rows={6} />
        </div>
      )}
      {review?.known && <Known review={review} known={review.known} isLast={left === 1} onNext={shift} />}
      {review && !review.known && sha256 !== undefined && (
        <ReviewForm
          name={name}
          sha256={sha256}
          review={review}
          onSkip={shift}
          onTaken={(ticketId) => {
            shift();
            if (count === 1) onOpen(ticketId);
          }}
          onOpen={onOpen}
        />
      )}
    </Modal>
  );
};

interface NextProps {
  readonly isLast: boolean;
  readonly onNext: () => void;
}

const Next = ({ isLast, onNext }: NextProps) => {
  const { t } = useTranslation('mail');
  return (
    <div className={classes['actions']}>
      <Button variant="filled" data-autofocus onClick={onNext}>
        {isLast ? t('done') : t('next')}
      </Button>
    </div>
  );
};

const Unreadable = ({ mail: { name, failure }, ...next }: { readonly mail: GivenMail } & NextProps) => {
  const { t } = useTranslation('mail');
  const found = failure?.details?.['problem'];
  const problem = unreadableMails.find((each) => each === found);
  return (
    <div className={classes['form']}>
      {failure && <FailureBanner failure={failure} />}
      <p>{problem ? t(`problem.${problem}`, { name }) : name}</p>
      <Next {...next} />
    </div>
  );
};

interface KnownProps extends NextProps {
  readonly review: MailReview;
  readonly known: NonNullable<MailReview['known']>;
}

const Known = ({ review, known, ...next }: KnownProps) => {
  const { t } = useTranslation('mail');
  return (
    <div className={classes['form']}>
      <MailHead review={review} />
      <Banner
        tone="quiet"
        boxed
        actions={
          <Button component="a" size="xs" href={hrefOf('queue', known.ticketId)} onClick={next.onNext}>
            {t('openTicket')}
          </Button>
        }
      >
        {t('known', { number: known.number })}
      </Banner>
      <Next {...next} />
    </div>
  );
};
