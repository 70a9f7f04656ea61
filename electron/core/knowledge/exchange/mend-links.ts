import { isOutsideAddress } from '#shared/base/outside-address.ts';
import { placesOf } from '#shared/knowledge/exchange/path.ts';
import { attributeOf, element, isElement, mapTree, textNode, wordsOf, type HtmlNode } from './html-tree.ts';

/** What the links of one file lead to. */
export interface Surroundings {
  readonly place: string;
  /** Places of all files that are articles, and where each stands in the list; names of other case are found too. */
  readonly articles: ReadonlyMap<string, number>;
  /** Makes links of this import apart from what a text says; `article:<mark>.<n>` is the n-th file. */
  readonly mark: string;
  readonly language: string;
}

export interface Mended {
  readonly linksLost: string[];
  readonly picturesMissing: string[];
  readonly picturesRemote: string[];
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

/** A picture that is a link is a button: its words are the link. */
const pictureButtons = (link: HtmlNode): readonly HtmlNode[] => {
  mapTree(link, (node) => (isElement(node, 'img') && altOf(node) !== '' ? [textNode(altOf(node))] : [node]));
  return [link];
};

const mendPicture = (node: HtmlNode, around: Surroundings, mended: Mended): readonly HtmlNode[] => {
  const text = words[around.language.startsWith('zh') ? 'zh-CN' : 'en'];
  const alt = altOf(node);
  const source = withHttps(attributeOf(node, 'src'));
  if (isOutsideAddress(source)) {
    mended.picturesRemote.push(source);
    return [element('a', [textNode(alt === '' ? text.picture : alt)], { href: source })];
  }
  const path = decoded(source.replace(/[?#].*$/s, ''));
  // Nothing can be said of a picture that holds its own bytes, beyond its words.
  if (source === '' || source.startsWith('data:')) return alt === '' ? [] : [textNode(alt)];
  mended.picturesMissing.push(placesOf(around.place, path)[0] ?? path);
  return [textNode(text.missing(alt === '' ? path : alt, path))];
};

/**
 * Links between files of the folder become links between articles, outside ones stay, all others become their words. Pictures elsewhere
 * become links, since nothing is fetched; those of the folder are named.
 */
export const mendLinks = (root: HtmlNode, around: Surroundings): Mended => {
  const mended: Mended = { linksLost: [], picturesMissing: [], picturesRemote: [] };
  mapTree(root, (node) => (isElement(node, 'a') ? pictureButtons(node) : [node]));
  mapTree(root, (node) => {
    if (isElement(node, 'img')) return mendPicture(node, around, mended);
    return isElement(node, 'a') ? mendLink(node, around, mended) : [node];
  });
  return mended;
};
