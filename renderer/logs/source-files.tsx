import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.ts';
import { withSigns } from '#renderer/ui/with-signs.ts';
import { encodings, type Encoding, type SourceFile, type SourceRow } from '#shared/logs/source.ts';
import { encodingName } from './encoding-name.ts';
import { useTroubleWords } from './source-trouble.tsx';
import classes from './logs.module.css';

/** `encoding` null: as its source. */
export type SetFileEncoding = (file: string, encoding: Encoding | null) => void;

interface FileEncodingProps {
  readonly source: SourceRow;
  readonly file: string;
  readonly readAs: Encoding | null;
  /** Undefined where it may not be changed. */
  readonly onSet: SetFileEncoding | undefined;
}

/** What a file is read as, who says so, and the choice of another encoding. */
const FileEncoding = ({ source, file, readAs, onSet }: FileEncodingProps) => {
  const { t } = useTranslation('logs');
  const set = source.fileEncodings.find((each) => each.file === file)?.encoding;
  const ofSource = source.encoding === 'auto' ? null : encodingName(source.encoding);
  const words =
    set !== undefined
      ? t('encodingSet', { encoding: encodingName(set) })
      : (ofSource ?? (readAs === null ? t('encodingAuto') : t('encodingDetected', { encoding: encodingName(readAs) })));
  if (!onSet) return <span className="muted">{words}</span>;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <UnstyledButton
          className={classes['fileEncoding']}
          aria-label={t('fileEncoding', { name: withSigns(file), encoding: words })}
        >
          {words}
          <IconChevronDown size={12} stroke={1.6} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioItem value="auto" checked={set === undefined} closeMenuOnClick onChange={() => onSet(file, null)}>
          {ofSource === null ? t('encodingAuto') : t('encodingAsSource', { encoding: ofSource })}
        </Menu.RadioItem>
        <Menu.Divider />
        {encodings.map((encoding) => (
          <Menu.RadioItem
            key={encoding}
            value={encoding}
            checked={encoding === set}
            closeMenuOnClick
            onChange={() => onSet(file, encoding)}
          >
            {encodingName(encoding)}
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};

interface FileRowProps {
  readonly source: SourceRow;
  readonly file: SourceFile;
  readonly onSet: SetFileEncoding | undefined;
}

const FileRow = ({ source, file, onSet }: FileRowProps) => {
  const { t } = useTranslation('logs');
  const format = useFormat();
  const words = useTroubleWords()(source, file.problem);
  const isReading = file.state === 'reading' && file.readBytes < file.bytes;
  return (
    <li>
      <div className={classes['fileLine']}>
        <span className="cut" title={withSigns(file.name)}>
          {withSigns(file.name)}
        </span>
        <span className="muted num">
          {words
            ? words.title
            : isReading
              ? format.percent(file.readBytes / file.bytes)
              : t('lineCount', { count: file.lines })}
        </span>
      </div>
      <FileEncoding source={source} file={file.name} readAs={file.readAs} onSet={onSet} />
    </li>
  );
};

interface SourceFilesProps {
  readonly source: SourceRow;
  /** Undefined where encodings may not be changed. */
  readonly onSet: SetFileEncoding | undefined;
}

/** The files of a source of several, each with how it is with it and what it is read as. */
export const SourceFiles = ({ source, onSet }: SourceFilesProps) => {
  const { t } = useTranslation('logs');
  const { files, fileEncodings } = source;
  if (files === null) return null;
  const read = new Set(files.map(({ name }) => name));
  // What is said of them holds once they are read, and can be taken back until then.
  const unread = fileEncodings.filter(({ file }) => !read.has(file));
  if (files.length === 0 && unread.length === 0) return null;
  return (
    <details className={classes['files']}>
      <summary className="muted small num">{t('files', { count: files.length })}</summary>
      <ul aria-label={t('filesOf', { name: withSigns(source.name) })}>
        {files.map((file) => (
          <FileRow key={file.name} source={source} file={file} onSet={onSet} />
        ))}
        {unread.map(({ file }) => (
          <li key={file}>
            <div className={classes['fileLine']}>
              <span className="cut" title={withSigns(file)}>
                {withSigns(file)}
              </span>
              <span className="muted">{t('fileNotRead')}</span>
            </div>
            <FileEncoding source={source} file={file} readAs={null} onSet={onSet} />
          </li>
        ))}
      </ul>
    </details>
  );
};
