import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFocusReturn } from '#renderer/ui/use-focus-return.ts';
import type { ArticleContent } from '#shared/knowledge/article.ts';
import { ContentDifference } from './content-difference.tsx';
import dialogs from '#renderer/ui/dialogs.module.css';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import classes from './editor.module.css';

interface StaleArticleDialogProps {
  readonly theirs: ArticleContent;
  readonly mine: ArticleContent;
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
  readonly onClose: () => void;
}

/** Two people wrote on one article: what is there now and what one wrote, as a difference, and the person decides. Closing decides nothing. */
export const StaleArticleDialog = ({ theirs, mine, onKeepMine, onTakeTheirs, onClose }: StaleArticleDialogProps) => {
  const { t } = useTranslation('knowledgeEditor');
  useCommands('stale', [], { modal: true });
  useFocusReturn();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('staleTitle')}
      size={760}
      closeButtonProps={{ 'aria-label': t('close') }}
      classNames={{ body: dialogs['body'], title: dialogs['title'] }}
    >
      <p className="small soft">{t('staleHint')}</p>
      <ScrollRegion className={classes['compared']} label={t('changes')}>
        {/* Whoever may not see the questions has not changed them. */}
        <ContentDifference
          before={theirs}
          after={mine.quiz === undefined ? { ...mine, quiz: theirs.quiz ?? null } : mine}
        />
      </ScrollRegion>
      <div className={dialogs['actions']}>
        <Button data-autofocus onClick={onTakeTheirs}>
          {t('takeTheirs')}
        </Button>
        <Button variant="filled" onClick={onKeepMine}>
          {t('keepMine')}
        </Button>
      </div>
    </Modal>
  );
};
