import { use, type ReactNode } from 'react';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCopy, IconSquare, IconSquareCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { copyText } from '#renderer/ui/copy-text.ts';
import { Marked } from '#renderer/ui/marked.tsx';
import { inlineNodes } from './inline-views.tsx';
import type { Block, ListItem } from './markdown-tree.ts';
import { TableView } from './table-view.tsx';
import { TextViewsContext } from './text-views.ts';
import { useDrawn } from './use-drawn.ts';
import classes from './prose.module.css';

const CodeBlock = ({ text, language }: { readonly text: string; readonly language: string | null }) => {
  const { t } = useTranslation('writing');
  const { t: ui } = useTranslation('ui');
  return (
    <div className={classes['codeBlock']}>
      {language !== null && <div className={classes['language']}>{language}</div>}
      {/* A block that scrolls can be reached by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0} aria-label={t('code')}>
        <code>
          <Marked text={text} />
        </code>
      </pre>
      <Tooltip label={t('copyCode')}>
        <ActionIcon
          className={classes['copy']}
          size={22}
          aria-label={t('copyCode')}
          onClick={() => void copyText(text, { done: t('codeCopied'), failed: ui('copyFailed') })}
        >
          <IconCopy size={14} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  );
};

const Item = ({ item, tight }: { readonly item: ListItem; readonly tight: boolean }) => {
  const { t } = useTranslation('writing');
  const Box = item.checked === true ? IconSquareCheck : IconSquare;
  return (
    <li data-task={item.checked ?? undefined} data-loose={!tight || undefined}>
      {item.checked !== null && (
        <Box
          className={classes['box']}
          size={14}
          stroke={1.6}
          role="img"
          aria-label={item.checked ? t('taskDone') : t('taskOpen')}
        />
      )}
      <Blocks blocks={item.children} />
    </li>
  );
};

/** Items drawn with the first frame. */
const FIRST_ITEMS = 200;

const List = ({ list }: { readonly list: Extract<Block, { kind: 'list' }> }) => {
  const drawn = useDrawn(list.items.length, FIRST_ITEMS);
  const items = list.items.slice(0, drawn).map((item, place) => (
    // oxlint-disable-next-line react/no-array-index-key
    <Item key={place} item={item} tight={list.tight} />
  ));
  return list.start === null ? <ul>{items}</ul> : <ol start={list.start}>{items}</ol>;
};

const BlockView = ({ block }: { readonly block: Block }): ReactNode => {
  const views = use(TextViewsContext);
  switch (block.kind) {
    case 'lines':
      return <p>{inlineNodes(block.children)}</p>;
    case 'heading': {
      const words = inlineNodes(block.children);
      if (views) return views.heading(block, words);
      // A heading within a text of a ticket is no heading of the window.
      return (
        <p className={classes['heading']} data-level={block.level}>
          {words}
        </p>
      );
    }
    case 'code':
      return <CodeBlock text={block.text} language={block.language} />;
    case 'quote':
      return (
        <blockquote>
          <Blocks blocks={block.children} />
        </blockquote>
      );
    case 'list':
      return <List list={block} />;
    case 'callout': {
      const body = <Blocks blocks={block.children} />;
      return views ? views.callout(block, body) : <blockquote>{body}</blockquote>;
    }
    case 'table':
      return <TableView table={block} />;
    case 'rule':
      return <hr />;
  }
};

export const Blocks = ({ blocks }: { readonly blocks: readonly Block[] }) =>
  blocks.map((block, place) => (
    // oxlint-disable-next-line react/no-array-index-key
    <BlockView key={place} block={block} />
  ));
