import { use, type ReactNode } from 'react';
import { IconPhoto } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/api/session.tsx';
import { Marked } from '#renderer/ui/marked.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import type { Inline } from './markdown-tree.ts';
import { useRecordId } from './record-links.ts';
import { hostOf } from './safe-href.ts';
import { TextViewsContext } from './text-views.ts';
import classes from './prose.module.css';

/** Opens outside the console, which learns nothing of where its reader came from. */
const Outside = ({ href, children }: { readonly href: string; readonly children: ReactNode }) => (
  <a href={href} target="_blank" rel="noopener noreferrer" title={href}>
    {children}
  </a>
);

/** The screen that a record is opened on, by the type in its id. */
const screenOf = (id: string): string =>
  ({ problem: 'problems', article: 'knowledge' })[id.slice(0, id.indexOf(':'))] ?? 'queue';

const RecordLink = ({ number, text }: { readonly number: string; readonly text: string }) => {
  const id = useRecordId(number);
  if (id === null) return <span className="num">{text}</span>;
  return (
    <a className="num" href={hrefOf(screenOf(id), id)}>
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

/** A picture that lies elsewhere: where, and what it shows. It is never fetched. */
const PictureElsewhere = ({ href, alt }: { readonly href: string; readonly alt: string }) => {
  const { t } = useTranslation('writing');
  const host = hostOf(href);
  return (
    <>
      <Outside href={href}>
        <IconPhoto size={14} stroke={1.6} aria-hidden className={classes['pictureIcon']} />
        {alt === '' ? t('picture') : t('pictureOf', { alt })}
      </Outside>
      {host !== null && (
        <span className="muted" data-host>
          {' '}
          ({host})
        </span>
      )}
    </>
  );
};

const InlineView = ({ inline }: { readonly inline: Inline }): ReactNode => {
  const views = use(TextViewsContext);
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
          {inline.host !== null && (
            <span className="muted" data-host>
              {' '}
              ({inline.host})
            </span>
          )}
        </>
      );
    case 'anchor': {
      const words = inlineNodes(inline.children);
      return views ? views.anchor(inline.to, words) : words;
    }
    case 'article': {
      const words = inlineNodes(inline.children);
      return views ? views.article(inline.to, words) : words;
    }
    case 'attachment':
      return views ? views.attachment(inline.id, inline.alt) : inline.alt;
    case 'picture':
      return <PictureElsewhere href={inline.href} alt={inline.alt} />;
    case 'record':
      return <RecordLink number={inline.number} text={inline.text} />;
    case 'mention':
      return <Mention id={inline.id} text={inline.text} />;
  }
};

/** Keys by place: a text is read anew as a whole, its parts keep no state. */
export const inlineNodes = (inlines: readonly Inline[]): ReactNode =>
  // oxlint-disable-next-line react/no-array-index-key
  inlines.map((inline, place) => <InlineView key={place} inline={inline} />);
