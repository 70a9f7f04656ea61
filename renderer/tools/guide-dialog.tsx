import { useMemo } from 'react';
import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ArticleBody } from '#renderer/knowledge/article/article-body.tsx';
import { parseArticle } from '#renderer/knowledge/article/parse-article.ts';
import { navigate } from '#renderer/ui/route.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFocusReturn } from '#renderer/ui/use-focus-return.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { inLanguage } from '#shared/services/service.ts';
import type { ToolDefinition } from '#shared/tools/tool.ts';
import classes from './tools.module.css';

/** The words of a guide. */
export const GuideText = ({ definition, prefix }: { readonly definition: ToolDefinition; readonly prefix: string }) => {
  const { t } = useTranslation('tools');
  const { language } = useFormat();
  const { articleId, text } = definition.guide;
  const parsed = useMemo(() => parseArticle(inLanguage(text, language)), [text, language]);
  if (articleId !== null)
    return (
      <>
        <p>{t('guideArticle')}</p>
        <Button onClick={() => navigate('knowledge', articleId)}>{t('openArticle')}</Button>
      </>
    );
  return <ArticleBody text={parsed} language={language} prefix={prefix} />;
};

/** The guide where the tool is used: what was begun stays below it. */
export const GuideDialog = ({
  definition,
  onClose,
}: {
  readonly definition: ToolDefinition;
  readonly onClose: () => void;
}) => {
  const { t } = useTranslation('tools');
  const { language } = useFormat();
  useFocusReturn();
  useCommands('tools.guide', [], { modal: true });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('guideFor', { name: inLanguage(definition.name, language) })}
      size={560}
      closeButtonProps={{ 'aria-label': t('closeGuide') }}
    >
      <div className={classes['guide']} data-tool-guide>
        <GuideText definition={definition} prefix="tool-guide" />
      </div>
    </Modal>
  );
};
