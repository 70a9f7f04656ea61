import { isOutsideAddress } from '#shared/base/outside-address.ts';
import { placesOf } from '#shared/knowledge/exchange/path.ts';
import { MAX_PICTURE_BYTES } from '#shared/knowledge/pictures.ts';
import type { PictureOfFolder } from './folder-pictures.ts';
import { attributeOf, element, isElement, mapTree, textNode, wordsOf, type HtmlNode } from './html-tree.ts';

/** What the links of one file lead to. */
export interface Surroundings {
  readonly place: string;
  /** Places of all files that are articles, and where each stands in the list; names of other case are found too. */
  readonly articles: ReadonlyMap<string, number>;
  /** Pictures of the folder, by their places in small letters. */
  readonly pictures: ReadonlyMap<string, PictureOfFolder>;
  /** Makes links of this import apart from what a text says; `article:<mark>.<n>` is the n-th file. */
  readonly mark: string;
  readonly language: string;
}

export interface LostLinks {
  readonly linksLost: string[];
  readonly picturesMissing: string[];
  readonly picturesRemote: string[];
}

interface Mended extends LostLinks {
  readonly takePicture: (picture: PictureOfFolder) => boolean;
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Names that a link to a page may leave out. */
const candidates = (place: string): readonly string[] => {
  const bare = place.replace(/\/$/, '').replace(/\.(?:md|markdown|html?|aspx)$/i, '');
  return [
    place,
    `${bare}.md`,
    `${bare}.markdown`,
    `${bare}.html`,
    `${bare}.htm`,
    `${bare}/index.md`,
    `${bare}/index.html`,
    `${bare}/README.md`,
  ];
};

/** Where the file stands that a link leads to. */
const targetOf = (href: string, { place, articles }: Surroundings): number | undefined => {
  const path = decoded(href.replace(/[?#].*$/s, ''));
  for (const resolved of path === '' ? [] : placesOf(place, path))
    for (const candidate of candidates(resolved)) {
      const found = articles.get(candidate.toLowerCase());
      if (found !== undefined) return found;
    }
  return undefined;
};

/** A link of an export of ours to an article that was not in it. */
const NUMBERED = /^article:KB-[0-9A-Z]{4}-\d{6,}$/;

const withHttps = (address: string): string => (address.startsWith('//') ? `https:${address}` : address);

const mendLink = (node: HtmlNode, around: Surroundings, mended: Mended): readonly HtmlNode[] => {
  const children = node.children ?? [];
  const href = withHttps(attributeOf(node, 'href'));
  // An anchor, or a link around nothing.
  if (href === '' || wordsOf(node).trim() === '') return children;
  if (href.startsWith('#') || isOutsideAddress(href) || NUMBERED.test(href)) return [element('a', children, { href })];
  const target = targetOf(href, around);
  if (target !== undefined) return [element('a', children, { href: `article:${around.mark}.${target}` })];
  mended.linksLost.push(href);
  return children;
};

const words = {
  en: {
    picture: 'Picture',
    missing: (name: string, path: string) => `(Picture not imported: ${name === path ? path : `${name}, ${path}`})`,
  },
  'zh-CN': {
    picture: '图片',
    missing: (name: string, path: string) => `（未导入的图片：${name === path ? path : `${name}，${path}`}）`,
  },
};

const altOf = (node: HtmlNode): string => attributeOf(node, 'alt').replaceAll(/\s+/g, ' ');

const pathIn = (address: string): string => decoded(address.replace(/[?#].*$/s, '')).replaceAll('\\', '/');

const pictureAt = (address: string, { place, pictures }: Surroundings): PictureOfFolder | undefined => {
  const path = pathIn(address);
  if (path === '') return undefined;
  return placesOf(place, path)
    .map((at) => pictures.get(at.toLowerCase()))
    .find((picture) => picture !== undefined);
};

/**
 * A picture that is a link is a button: its words are the link. One of the folder is shown, the link behind it; a link to a picture of the
 * folder only shows the same larger.
 */
const pictureButtons = (link: HtmlNode, around: Surroundings): readonly HtmlNode[] => {
  const shown: HtmlNode[] = [];
  mapTree(link, (node) => {
    if (!isElement(node, 'img')) return [node];
    if (!pictureAt(attributeOf(node, 'src'), around)) return altOf(node) === '' ? [node] : [textNode(altOf(node))];
    shown.push(node);
    return altOf(node) === '' ? [] : [textNode(altOf(node))];
  });
  if (shown.length === 0) return [link];
  return pictureAt(attributeOf(link, 'href'), around) ? shown : [...shown, textNode(' '), link];
};

const mendPicture = (node: HtmlNode, around: Surroundings, mended: Mended): readonly HtmlNode[] => {
  const text = words[around.language.startsWith('zh') ? 'zh-CN' : 'en'];
  const alt = altOf(node);
  const source = withHttps(attributeOf(node, 'src'));
  if (isOutsideAddress(source)) {
    mended.picturesRemote.push(source);
    return [element('a', [textNode(alt === '' ? text.picture : alt)], { href: source })];
  }
  // Nothing can be said of a picture that holds its own bytes, beyond its words.
  if (source === '' || source.startsWith('data:')) return alt === '' ? [] : [textNode(alt)];
  const picture = pictureAt(source, around);
  if (picture && mended.takePicture(picture)) return [element('img', [], { src: picture.address, alt })];
  const path = pathIn(source);
  mended.picturesMissing.push(placesOf(around.place, path)[0] ?? path);
  return [textNode(text.missing(alt === '' ? path : alt, path))];
};

/** False for a picture that would make those of the text more than an article may show. */
const roomForPictures = (): ((picture: PictureOfFolder) => boolean) => {
  const taken = new Set<string>();
  let room = MAX_PICTURE_BYTES;
  return ({ address, bytes }) => {
    if (taken.has(address)) return true;
    if (bytes > room) return false;
    taken.add(address);
    room -= bytes;
    return true;
  };
};

/**
 * Links between files of the folder become links between articles, outside ones stay, all others become their words. Pictures of the folder
 * are named by what they are; those elsewhere become links, since nothing is fetched; those that are nowhere are named.
 */
export const mendLinks = (root: HtmlNode, around: Surroundings): LostLinks => {
  const mended: Mended = { linksLost: [], picturesMissing: [], picturesRemote: [], takePicture: roomForPictures() };
  mapTree(root, (node) => (isElement(node, 'a') ? pictureButtons(node, around) : [node]));
  mapTree(root, (node) => {
    if (isElement(node, 'img')) return mendPicture(node, around, mended);
    return isElement(node, 'a') ? mendLink(node, around, mended) : [node];
  });
  return mended;
};
