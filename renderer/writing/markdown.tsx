import { useMemo, type ReactNode } from 'react';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCopy, IconPhoto, IconSquare, IconSquareCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/api/session.tsx';
import { copyText } from '#renderer/ui/copy-text.ts';
import { Marked } from '#renderer/ui/marked.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import type { Block, Inline, ListItem, TableCell } from './markdown-tree.ts';
import { parseMarkdown } from './parse-markdown.ts';
import type { Mentioned } from '#shared/watching/mentions.ts';
import { useRecordId } from './record-links.ts';
import classes from './prose.module.css';

/** Opens outside the console, which learns nothing of where its reader came from. */
const Outside = ({ href, children }: { readonly href: string; readonly children: ReactNode }) => (
  <a href={href} target="_blank" rel="noopener noreferrer" title={href}>
    {children}
  </a>
);

const RecordLink = ({ number, text }: { readonly number: string; readonly text: string }) => {
  const id = useRecordId(number);
  if (id === null) return <span className="num">{text}</span>;
  return (
    <a className="num" href={hrefOf('queue', id)}>
      {text}
    </a>
  );
};

const Mention = ({ id, text }: { readonly id: string; readonly text: string }) => {
  const me = useSession();
  return (
    <span className={classes['mention']} data-own={id === me.userId || undefined}>
      {text}
    </span>
  );
};

const Picture = ({ href, alt }: { readonly href: string; readonly alt: string }) => {
  const { t } = useTranslation('writing');
  return (
    <Outside href={href}>
      <IconPhoto size={14} stroke={1.6} aria-hidden className={classes['pictureIcon']} />
      {alt === '' ? t('picture') : t('pictureOf', { alt })}
    </Outside>
  );
};

const inlineNode = (inline: Inline): ReactNode => {
  switch (inline.kind) {
    case 'text':
      return <Marked text={inline.text} />;
    case 'strong':
      return <strong>{inlineNodes(inline.children)}</strong>;
    case 'em':
      return <em>{inlineNodes(inline.children)}</em>;
    case 'del':
      return <del>{inlineNodes(inline.children)}</del>;
    case 'code':
      return (
        <code>
          <Marked text={inline.text} />
        </code>
      );
    case 'link':
      return (
        <>
          <Outside href={inline.href}>{inlineNodes(inline.children)}</Outside>
          {inline.host !== null && <span className="muted"> ({inline.host})</span>}
        </>
      );
    case 'picture':
      return <Picture href={inline.href} alt={inline.alt} />;
    case 'record':
      return <RecordLink number={inline.number} text={inline.text} />;
    case 'mention':
      return <Mention id={inline.id} text={inline.text} />;
  }
};

/** Keys by place: a text is read anew as a whole, its parts keep no state. */
const Piece = ({ inline }: { readonly inline: Inline }) => inlineNode(inline);
const inlineNodes = (inlines: readonly Inline[]): ReactNode =>
  inlines.map((inline, place) => (
    // oxlint-disable-next-line react/no-array-index-key
    <Piece key={place} inline={inline} />
  ));

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

const Cell = ({ cell, head }: { readonly cell: TableCell; readonly head?: boolean }) => {
  const Tag = head === true ? 'th' : 'td';
  return <Tag data-align={cell.align ?? undefined}>{inlineNodes(cell.children)}</Tag>;
};

const BlockView = ({ block }: { readonly block: Block }) => {
  switch (block.kind) {
    case 'lines':
      return <p>{inlineNodes(block.children)}</p>;
    case 'heading':
      // A heading within a text is no heading of the window.
      return (
        <p className={classes['heading']} data-level={block.level}>
          {inlineNodes(block.children)}
        </p>
      );
    case 'code':
      return <CodeBlock text={block.text} language={block.language} />;
    case 'quote':
      return (
        <blockquote>
          <Blocks blocks={block.children} />
        </blockquote>
      );
    case 'list': {
      const items = block.items.map((item, place) => (
        // oxlint-disable-next-line react/no-array-index-key
        <Item key={place} item={item} tight={block.tight} />
      ));
      return block.start === null ? <ul>{items}</ul> : <ol start={block.start}>{items}</ol>;
    }
    case 'table':
      return (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className={classes['table']} tabIndex={0}>
          <table>
            <thead>
              <tr>
                {block.head.map((cell, place) => (
                  // oxlint-disable-next-line react/no-array-index-key
                  <Cell key={place} cell={cell} head />
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((cells, row) => (
                // oxlint-disable-next-line react/no-array-index-key
                <tr key={row}>
                  {cells.map((cell, place) => (
                    // oxlint-disable-next-line react/no-array-index-key
                    <Cell key={place} cell={cell} />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
    case 'rule':
      return <hr />;
  }
};

const Blocks = ({ blocks }: { readonly blocks: readonly Block[] }) =>
  blocks.map((block, place) => (
    // oxlint-disable-next-line react/no-array-index-key
    <BlockView key={place} block={block} />
  ));

interface MarkdownProps {
  readonly text: string;
  /** Whom the text mentions. */
  readonly people: readonly Mentioned[];
}

/** A text as React elements made from its tree: nothing of what was typed becomes HTML. */
export const Markdown = ({ text, people }: MarkdownProps) => {
  const blocks = useMemo(() => parseMarkdown(text, people), [text, people]);
  return <Blocks blocks={blocks} />;
};
