import type { ReactNode } from 'react';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { hrefOf } from '#renderer/ui/route.ts';
import classes from './editor.module.css';

interface ScreenHeadProps {
  readonly title: string;
  /** The article that it leads back to. */
  readonly articleId: string;
  readonly standing?: string | undefined;
  readonly children?: ReactNode;
}

/** Head of a screen about one article: the way back to it, what the screen is, what can be done. */
export const ScreenHead = ({ title, articleId, standing, children }: ScreenHeadProps) => {
  const { t } = useTranslation('knowledgeEditor');
  return (
    <header className={classes['head']}>
      <Tooltip label={t('back')}>
        <ActionIcon component="a" href={hrefOf('knowledge', articleId)} aria-label={t('back')}>
          <IconArrowLeft size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <h1 className="num">{title}</h1>
      {standing !== undefined && <span className={classes['standing']}>{standing}</span>}
      <span className={classes['grow']} />
      {children}
    </header>
  );
};
