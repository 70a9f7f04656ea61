import { useState, type ComponentType } from 'react';
import {
  IconCalendarCheck,
  IconCornerUpLeft,
  IconListDetails,
  IconRestore,
  IconRosetteDiscountCheck,
  IconSend,
  IconTrash,
  IconArchive,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useClient, useSession } from '#renderer/api/session.tsx';
import { useReadOnly } from '#renderer/storage/read-only.ts';
import type { CommandIconProps } from '#renderer/ui/commands.ts';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { isAllowed } from '#shared/accounts/roles.ts';
import type { Failure } from '#shared/base/result.ts';
import { isAuthor, nextStanding, standingOf, type ArticleAction } from '#shared/knowledge/actions.ts';
import type { ArticleDetail } from '#shared/knowledge/operations.ts';
import type { ArticleMove } from '#shared/knowledge/plan.ts';
import { shortNumber } from '#shared/tickets/number.ts';

/** What can be done to an article besides writing on it, in the order of use. */
const moveActions = [
  'publish',
  'sendBack',
  'submit',
  'confirm',
  'describe',
  'discard',
  'restore',
  'retire',
] as const satisfies readonly ArticleAction[];
export type MoveAction = (typeof moveActions)[number];

const icons = {
  publish: IconRosetteDiscountCheck,
  sendBack: IconCornerUpLeft,
  submit: IconSend,
  confirm: IconCalendarCheck,
  describe: IconListDetails,
  discard: IconTrash,
  restore: IconRestore,
  retire: IconArchive,
} as const;

/** Carried out as they are; the others ask for something first. */
const plain: ReadonlySet<MoveAction> = new Set<MoveAction>(['submit', 'restore']);

export interface OfferedMove {
  readonly action: MoveAction;
  readonly label: string;
  readonly icon: ComponentType<CommandIconProps & { readonly 'aria-hidden'?: boolean }>;
  /** Why it cannot be done now; undefined: it can. */
  readonly unavailable: string | undefined;
  readonly run: () => void;
}

export interface ArticleMoves {
  readonly moves: readonly OfferedMove[];
  /** The move that asks for something, while it does. */
  readonly asking: MoveAction | undefined;
  readonly isPending: boolean;
  readonly failure: Failure | undefined;
  readonly close: () => void;
  /** Resolves to whether it was done. */
  readonly carryOut: (move: ArticleMove & { readonly action: MoveAction }) => Promise<boolean>;
}

/** The moves that the article's standing allows, with the reason beside those that this person may not make. */
export const useArticleMoves = (
  { article, actions }: ArticleDetail,
  onTaken: (detail: ArticleDetail) => void,
): ArticleMoves => {
  const { t } = useTranslation('knowledgeEditor');
  const client = useClient();
  const me = useSession();
  const readOnly = useReadOnly();
  const failureText = useFailureText();
  const [asking, setAsking] = useState<MoveAction>();
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const standing = standingOf(article);
  const isOwn = isAuthor(article, { id: me.userId, name: me.displayName });
  const close = () => {
    setAsking(undefined);
    setFailure(undefined);
  };
  const carryOut: ArticleMoves['carryOut'] = async (move) => {
    if (isPending) return false;
    setPending(true);
    const answer = await client.call('knowledge.move', { articleId: article.id, seen: article.revision, move });
    setPending(false);
    if (!answer.ok) {
      if (plain.has(move.action)) announce({ tone: 'failed', text: failureText(answer.failure) });
      else setFailure(answer.failure);
      return false;
    }
    close();
    onTaken(answer.value);
    announce({ tone: 'done', text: t(`done.${move.action}`, { number: shortNumber(article.number) }) });
    return true;
  };
  const whyNot = (action: MoveAction): string | undefined => {
    if (readOnly !== undefined) return readOnly;
    if (actions.includes(action)) return undefined;
    if ((action === 'publish' || action === 'sendBack') && isOwn) return t('ownReview');
    return t('reviewersOnly');
  };
  /** What an auditor may never do is not listed; what others decide is, with the reason. */
  const isOffered = (action: MoveAction): boolean =>
    nextStanding(standing, action) !== undefined &&
    (actions.includes(action) ||
      ((action === 'publish' || action === 'sendBack') && isAllowed(me.roles, 'knowledge.write')));
  return {
    moves: moveActions.filter(isOffered).map((action) => ({
      action,
      label: t(`action.${action}`),
      icon: icons[action],
      unavailable: whyNot(action),
      run: () => {
        if (action === 'submit' || action === 'restore') void carryOut({ action });
        else {
          setFailure(undefined);
          setAsking(action);
        }
      },
    })),
    asking,
    isPending,
    failure,
    close,
    carryOut,
  };
};
