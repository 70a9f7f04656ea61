import {
  IconFile,
  IconFileText,
  IconFileTypePdf,
  IconFileZip,
  IconMail,
  IconMovie,
  IconMusic,
  IconPhoto,
  IconPresentation,
  IconTable,
  IconTerminal2,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { CommandIconProps } from '#renderer/ui/commands.ts';

export type FileKind =
  | 'picture'
  | 'text'
  | 'mail'
  | 'pdf'
  | 'document'
  | 'sheet'
  | 'slides'
  | 'archive'
  | 'audio'
  | 'video'
  | 'program'
  | 'other';

const kinds: readonly (readonly [pattern: RegExp, kind: FileKind])[] = [
  [/^image\//, 'picture'],
  [/^text\//, 'text'],
  [/^message\/rfc822$/, 'mail'],
  [/pdf$/, 'pdf'],
  [/wordprocessingml|opendocument\.text|ole-storage/, 'document'],
  [/spreadsheetml/, 'sheet'],
  [/presentationml/, 'slides'],
  [/zip$|7z|rar$/, 'archive'],
  [/^audio\//, 'audio'],
  [/^video\//, 'video'],
  [/executable$|elf$/, 'program'],
];

/** What people call a file of this media type. */
export const fileKind = (mediaType: string): FileKind =>
  kinds.find(([pattern]) => pattern.test(mediaType))?.[1] ?? 'other';

const icons: Readonly<Record<FileKind, ComponentType<CommandIconProps>>> = {
  picture: IconPhoto,
  text: IconFileText,
  mail: IconMail,
  pdf: IconFileTypePdf,
  document: IconFileText,
  sheet: IconTable,
  slides: IconPresentation,
  archive: IconFileZip,
  audio: IconMusic,
  video: IconMovie,
  program: IconTerminal2,
  other: IconFile,
};

/** Decoration: the kind stands in words beside it, or in the name. */
export const FileGlyph = ({ mediaType, size = 18 }: { readonly mediaType: string; readonly size?: number }) => {
  const Icon = icons[fileKind(mediaType)];
  return <Icon size={size} stroke={1.5} aria-hidden />;
};

/** A program under a name that promises something else. */
export const isDisguised = ({ mediaType, name }: { readonly mediaType: string; readonly name: string }): boolean =>
  fileKind(mediaType) === 'program' && !/\.(?:exe|dll|sys|scr|com|msi|cpl|ocx|so|bin|elf|out|efi)$/i.test(name);
