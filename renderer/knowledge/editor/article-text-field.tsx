import { useRef, type RefObject } from 'react';
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconListTree, IconPhotoPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DropTarget } from '#renderer/attachments/drop-target.tsx';
import { FileInput } from '#renderer/attachments/file-input.tsx';
import { UploadRows } from '#renderer/attachments/upload-rows.tsx';
import { useReadOnly } from '#renderer/storage/read-only.ts';
import { BreachGlyph } from '#renderer/ui/glyphs.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { applyEdit } from '#renderer/writing/apply-edit.ts';
import { WritingField } from '#renderer/writing/writing-field.tsx';
import { WritingTools } from '#renderer/writing/writing-tools.tsx';
import { MAX_ARTICLE } from '#shared/knowledge/operations.ts';
import { articleKinds, type ArticleKind } from '#shared/knowledge/article.ts';
import type { ArticleEdit } from './use-article-edit.ts';
import { isBareOutline, outlineOf } from './outlines.ts';
import { pasteFormatted } from './pasted-html.ts';
import { usePictureUpload } from './use-picture-upload.ts';
import classes from './editor.module.css';

interface ArticleTextFieldProps {
  readonly edit: ArticleEdit;
  readonly draftKey: string;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly error: string | undefined;
  readonly onSubmit: () => void;
}

/** Puts an outline where nothing or only an outline stands; below what was typed otherwise. */
const putOutline = (field: HTMLTextAreaElement, kind: ArticleKind, language: string): void => {
  const { value } = field;
  const isFree = value.trim() === '' || isBareOutline(value);
  const outline = outlineOf(kind, language);
  const insert = isFree ? outline : `${value.endsWith('\n') ? '\n' : '\n\n'}${outline}`;
  const from = isFree ? 0 : value.length;
  const firstLine = from + insert.indexOf('\n', insert.indexOf('## ')) + 1;
  applyEdit(field, { from, to: value.length, insert, select: [firstLine, firstLine] });
};

/** The text of an article with its tools: formats, pictures, outlines. */
export const ArticleTextField = ({ edit, draftKey, field, error, onSubmit }: ArticleTextFieldProps) => {
  const { t } = useTranslation('knowledgeEditor');
  const { t: knowledge } = useTranslation('knowledge');
  const readOnly = useReadOnly();
  const input = useRef<HTMLInputElement>(null);
  const tools = useRef<HTMLDivElement>(null);
  const { take, uploads, retry, drop } = usePictureUpload(draftKey, field, edit.keepFile);
  const { kind, language, body } = edit.edited;
  const outline = (of: ArticleKind) => {
    if (field.current) putOutline(field.current, of, language);
  };
  const choose = () => input.current?.click();
  useCommands('knowledgeEditor.text', [
    {
      id: 'knowledgeEditor.picture',
      label: `${t('addPicture')}…`,
      group: knowledge('thisArticle'),
      icon: IconPhotoPlus,
      key: 'mod+shift+a',
      unavailable: readOnly,
      run: choose,
    },
    ...articleKinds.map((of) => ({
      id: `knowledgeEditor.outline.${of}`,
      label: t('outlineOf', { kind: knowledge(`kind.${of}`) }),
      group: knowledge('thisArticle'),
      icon: IconListTree,
      run: () => outline(of),
    })),
  ]);
  return (
    <div className={classes['pane']} data-article-text>
      <div className={classes['paneHead']} ref={tools}>
        <span className={classes['paneName']}>{t('body')}</span>
        <WritingTools field={field} size={24} inForm />
        <Tooltip label={t('addPicture')}>
          <ActionIcon size={24} aria-label={t('addPicture')} onClick={choose}>
            <IconPhotoPlus size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Menu position="bottom-start" returnFocus={false}>
          <Menu.Target>
            <Tooltip label={t('addOutline')}>
              <ActionIcon size={24} aria-label={t('addOutline')}>
                <IconListTree size={16} stroke={1.6} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </Menu.Target>
          <Menu.Dropdown>
            {articleKinds.map((of) => (
              <Menu.Item key={of} onClick={() => outline(of)}>
                {knowledge(`kind.${of}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        {error !== undefined && (
          <span className={classes['paneError']} role="alert">
            <BreachGlyph />
            {error}
          </span>
        )}
      </div>
      <DropTarget within="[data-article-text]" label={t('dropPictures')} refusal={readOnly} onFiles={take} />
      <FileInput input={input} accept="image/*" onFiles={take} />
      <div className={classes['paneBody']} data-invalid={error !== undefined || undefined}>
        <WritingField
          field={field}
          label={t('body')}
          fill
          minRows={1}
          maxRows={1}
          lang={language}
          maxLength={MAX_ARTICLE}
          placeholder={t('bodyPlaceholder')}
          value={body}
          onChange={(next) => edit.change({ body: next })}
          onSubmit={onSubmit}
          onPasted={(data, into) => data.files.length === 0 && pasteFormatted(data, into, t('pasteFailed'))}
          onTools={(event) => {
            if (event.key !== 'F10' || !event.altKey) return;
            event.preventDefault();
            tools.current?.querySelector('button')?.focus();
          }}
        />
        {body.trim() === '' && (
          <div className={classes['offer']}>
            <span>{t('outlineOffer')}</span>
            <button type="button" className={classes['offerButton']} onClick={() => outline(kind)}>
              {t('insertOutline')}
            </button>
          </div>
        )}
      </div>
      {uploads.length > 0 && (
        <ul className={classes['uploads']}>
          <UploadRows uploads={uploads} retry={retry} drop={drop} />
        </ul>
      )}
    </div>
  );
};
