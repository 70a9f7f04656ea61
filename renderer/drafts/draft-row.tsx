import { Button } from '@mantine/core';
import {
  IconAddressBook,
  IconArrowsExchange,
  IconBook2,
  IconBandage,
  IconDeviceLaptop,
  IconBriefcase,
  IconFileText,
  IconTemplate,
  IconLock,
  IconMessage,
  IconMessageReply,
  IconMoodSmile,
  IconPencil,
  IconPlus,
  IconSchool,
  IconStethoscope,
  IconTool,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { BlockableButton } from '#renderer/ui/blockable-button.tsx';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import type { DraftView } from '#shared/drafts/operations.ts';
import { draftHref, draftPlace, draftText, type DraftPlace } from './draft-place.ts';
import classes from './drafts.module.css';

type DraftKind = DraftPlace['kind'];

const icons = {
  newTicket: IconPlus,
  workNote: IconLock,
  comment: IconMessage,
  reply: IconMessageReply,
  resolve: IconPencil,
  diagnosisNote: IconStethoscope,
  diagnosisTree: IconStethoscope,
  handover: IconArrowsExchange,
  newArticle: IconBook2,
  article: IconBook2,
  contact: IconAddressBook,
  newProblem: IconPlus,
  newAsset: IconPlus,
  asset: IconDeviceLaptop,
  newTemplate: IconPlus,
  template: IconTemplate,
  problemNote: IconLock,
  workaround: IconBandage,
  problemResolve: IconPencil,
  service: IconBriefcase,
  survey: IconMoodSmile,
  report: IconFileText,
  quiz: IconSchool,
  tool: IconTool,
} as const;

interface DraftRowProps {
  readonly draft: DraftView;
  /** Of the ticket it belongs to; undefined while it is not known. */
  readonly number: string | undefined;
  /** The keys act on it. */
  readonly isCurrent: boolean;
  readonly onFocus: () => void;
  readonly onDiscard: () => void;
  /** Id of the words that say why it cannot be discarded now. */
  readonly discardBlockedBy: string | undefined;
}

/** What was begun, on which ticket, and how long ago. */
export const DraftRow = ({ draft, number, isCurrent, onFocus, onDiscard, discardBlockedBy }: DraftRowProps) => {
  const { t } = useTranslation('drafts');
  const { kind } = draftPlace(draft.key);
  const Icon = icons[kind];
  const nameOf = (of: DraftKind, known: string | undefined): string => {
    if (
      of === 'newTicket' ||
      of === 'diagnosisTree' ||
      of === 'handover' ||
      of === 'service' ||
      of === 'tool' ||
      of === 'newArticle' ||
      of === 'article' ||
      of === 'contact' ||
      of === 'newTemplate' ||
      of === 'template' ||
      of === 'newAsset' ||
      of === 'asset' ||
      of === 'problemNote' ||
      of === 'workaround' ||
      of === 'problemResolve'
    )
      return t(of);
    if (of === 'newProblem') return known === undefined ? t(of) : t('problemFrom', { number: known });
    return t(of, { number: known ?? '…' });
  };
  const href = draftHref(draft.key);
  const hasTitle =
    kind === 'newTicket' ||
    kind === 'newProblem' ||
    kind === 'newAsset' ||
    kind === 'newArticle' ||
    kind === 'diagnosisTree';
  const text = draftText(draft.fields) || (hasTitle ? t('untitled') : '');
  return (
    <li className={classes['item']} data-draft={draft.key} {...(isCurrent ? { 'data-current': '' } : {})}>
      <Icon size={16} stroke={1.6} aria-hidden className={classes['icon']} />
      <a className={classes['body']} href={href} onFocus={onFocus}>
        <span className={classes['name']}>{nameOf(kind, number)}</span>
        {text !== '' && <span className={classes['text']}>{text}</span>}
      </a>
      <span className={classes['age']}>
        <RelativeTime at={draft.updatedAt} />
      </span>
      <Button component="a" size="xs" href={href}>
        {t('continue')}
      </Button>
      <BlockableButton size="xs" variant="subtle" color="gray" blockedBy={discardBlockedBy} onClick={onDiscard}>
        {t('discard')}
      </BlockableButton>
    </li>
  );
};
