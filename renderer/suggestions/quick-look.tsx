import { useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconExternalLink, IconLink, IconTextPlus, IconX } from '@tabler/icons-react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { ArticleBody } from '#renderer/knowledge/article/article-body.tsx';
import { parseArticle } from '#renderer/knowledge/article/parse-article.ts';
import { FailureBanner, type ShownFailure } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { navigate } from '#renderer/ui/route.ts';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { contentOf, type Article } from '#shared/knowledge/article.ts';
import { fieldWithCursor } from './insert-steps.ts';
import classes from './suggestions.module.css';

interface QuickLookProps {
  readonly articleId: string;
  /** Undefined where it is linked already, or the person may not. */
  readonly onLink: ((article: Article) => void) | undefined;
  readonly onInsert: ((article: Article, field: HTMLTextAreaElement | null) => void) | undefined;
  /** To the one after or before it in the list that it was opened from. */
  readonly onMove: (by: number) => void;
  readonly onClose: () => void;
}

/** Narrower than this it stands over the ticket. */
const LEAST_WIDTH = 360;
const MOST_WIDTH = 720;

interface Place {
  readonly top: number;
  readonly bottom: number;
  readonly right: number;
  readonly width: number;
}

/** Left of the ticket, over the list. */
const placeBeside = (): Place => {
  const panel = document.querySelector('[data-ticket-panel]')?.getBoundingClientRect();
  const { innerWidth, innerHeight } = window;
  const box = panel ?? new DOMRect(innerWidth, 0, 0, innerHeight);
  const hasRoom = box.left >= LEAST_WIDTH;
  return {
    top: box.top,
    bottom: innerHeight - box.bottom,
    right: hasRoom ? innerWidth - box.left : 0,
    width: hasRoom ? Math.min(MOST_WIDTH, box.left) : Math.min(MOST_WIDTH, innerWidth),
  };
};

const usePlace = (): Place => {
  const [place, setPlace] = useState(placeBeside);
  useEffect(() => {
    const measure = () => setPlace(placeBeside());
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, []);
  return place;
};

const useArticle = (articleId: string) => {
  const client = useClient();
  const [known, setKnown] = useState<{ readonly article?: Article; readonly failure?: ShownFailure }>({});
  useEffect(() => {
    let isWanted = true;
    void client.call('knowledge.get', { articleId }).then((answer) => {
      if (isWanted) setKnown(answer.ok ? { article: answer.value.article } : { failure: answer.failure });
    });
    return () => {
      isWanted = false;
    };
  }, [client, articleId]);
  // The article before stays until the next one is there: moving through a list never blinks.
  return known;
};

/** An article beside the ticket that is worked on; the cursor goes back to where it was. */
export const QuickLook = ({ articleId, onLink, onInsert, onMove, onClose }: QuickLookProps) => {
  const { t } = useTranslation('suggestions');
  const { t: knowledge } = useTranslation('knowledge');
  const region = useRef<HTMLElement>(null);
  const [from] = useState(() => ({ field: fieldWithCursor(), element: document.activeElement }));
  const { article, failure } = useArticle(articleId);
  const { width, ...edges } = usePlace();
  const content = article && contentOf(article);
  const body = content?.body;
  const text = useMemo(() => (body === undefined ? undefined : parseArticle(body)), [body]);

  useLayoutEffect(() => {
    region.current?.focus();
    const { element } = from;
    return () => {
      if (element instanceof HTMLElement && element.isConnected) element.focus({ preventScroll: true });
    };
  }, [from]);

  const whenThere = (run: ((article: Article) => void) | undefined) => () => {
    if (article) run?.(article);
  };
  const link = whenThere(onLink);
  const insert = whenThere(onInsert && ((each) => onInsert(each, from.field)));
  const open = () => {
    onClose();
    navigate('knowledge', articleId);
  };
  // The keys are the article's while it has the focus: what is fetched later, with keys of its own, does not come before them.
  const act = useEffectEvent((event: KeyboardEvent) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const run = { l: onLink && link, i: onInsert && insert, o: open }[event.key];
    if (!run) return;
    event.preventDefault();
    run();
  });
  useEffect(() => {
    const element = region.current;
    const onKeyDown = (event: KeyboardEvent) => act(event);
    element?.addEventListener('keydown', onKeyDown);
    return () => element?.removeEventListener('keydown', onKeyDown);
  }, []);

  const group = t('quickLook');
  useCommands('quick-look', [
    { id: 'look.close', label: t('close'), key: 'Escape', group, keyOnly: true, run: onClose },
    {
      id: 'look.next',
      label: t('next'),
      key: 'j',
      otherKeys: ['ArrowRight'],
      group,
      keyOnly: true,
      run: () => onMove(1),
    },
    {
      id: 'look.previous',
      label: t('previous'),
      key: 'k',
      otherKeys: ['ArrowLeft'],
      group,
      keyOnly: true,
      run: () => onMove(-1),
    },
    ...(onLink ? [{ id: 'look.link', label: t('link'), key: 'l', group, keyOnly: true, run: link }] : []),
    ...(onInsert ? [{ id: 'look.insert', label: t('insert'), key: 'i', group, keyOnly: true, run: insert }] : []),
    { id: 'look.open', label: t('open'), key: 'o', group, keyOnly: true, run: open },
  ]);

  return createPortal(
    <aside
      ref={region}
      className={classes['look']}
      style={{ ...edges, width }}
      tabIndex={-1}
      aria-label={t('quickLook')}
      data-quick-look={articleId}
    >
      <header className={classes['lookHead']}>
        {article && (
          <>
            <span className="num soft">{article.number}</span>
            <span className="small muted">{knowledge(`kind.${article.kind}`)}</span>
            {content?.audience === 'internal' && <span className="small muted">{t('internal')}</span>}
          </>
        )}
        <span className={classes['grow']} />
        <Tooltip label={t('close')}>
          <ActionIcon aria-label={t('close')} onClick={onClose}>
            <IconX size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </header>
      {failure && <FailureBanner wide failure={failure} />}
      {!article && !failure && <SkeletonRows rows={6} />}
      {article && content && text && (
        <ScrollRegion className={classes['lookText']} label={content.title}>
          <div className={classes['sheet']} lang={article.language}>
            <h2>{content.title}</h2>
            <ArticleBody text={text} language={article.language} prefix="look" />
          </div>
        </ScrollRegion>
      )}
      <footer className={classes['lookFoot']}>
        {onLink && (
          <Button
            leftSection={<IconLink size={14} stroke={1.6} aria-hidden />}
            rightSection={<KeyHint keys="l" />}
            onClick={link}
          >
            {t('link')}
          </Button>
        )}
        {onInsert && (
          <Button
            leftSection={<IconTextPlus size={14} stroke={1.6} aria-hidden />}
            rightSection={<KeyHint keys="i" />}
            onClick={insert}
          >
            {t('insert')}
          </Button>
        )}
        <span className={classes['grow']} />
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconExternalLink size={14} stroke={1.6} aria-hidden />}
          rightSection={<KeyHint keys="o" />}
          onClick={open}
        >
          {t('open')}
        </Button>
      </footer>
    </aside>,
    document.body,
  );
};
