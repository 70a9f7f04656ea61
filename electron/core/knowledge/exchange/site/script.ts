/**
 * What an exported site does by itself: shows one article at a time, searches all of them, and changes the language of its words. It makes
 * no element from text, keeps nothing and asks nobody; without it the page is all articles, one below the other.
 */
export const siteScript = `
'use strict';
(() => {
  const root = document.documentElement;
  const by = (id) => document.getElementById(id);
  const field = by('search'), pick = by('language'), contents = by('contents'), hits = by('hits');
  const status = by('status'), back = by('back'), all = [...document.querySelectorAll('article')];
  const fold = (text) => text.normalize('NFKC').toLowerCase();
  const words = () => (root.dataset.words === 'en' ? 'en' : 'zh');
  let index;
  const texts = () => (index ??= all.map((article) => {
    const title = article.querySelector('h2').textContent;
    return { article, title, head: fold(title + ' ' + article.id + ' ' + article.dataset.tags), text: fold(article.textContent), plain: article.textContent };
  }));
  const speaks = (element) => pick.value === '' || element.lang === pick.value;
  const clear = (element) => { while (element.firstChild) element.firstChild.remove(); };
  const snippet = ({ plain, text }, term) => {
    const at = text.length === plain.length ? Math.max(0, text.indexOf(term)) : 0;
    return (at > 40 ? '… ' : '') + plain.slice(Math.max(0, at - 40), at + 120).replace(/\\s+/g, ' ').trim() + ' …';
  };
  const search = () => {
    const terms = fold(field.value).split(/\\s+/).filter(Boolean);
    const found = terms.length === 0 ? [] : texts()
      .filter(({ article, text, head }) => speaks(article) && terms.every((term) => text.includes(term) || head.includes(term)))
      .map((entry) => ({ entry, rank: terms.filter((term) => entry.head.includes(term)).length }))
      .sort((left, right) => right.rank - left.rank);
    clear(hits);
    for (const { entry } of found.slice(0, 200)) {
      const item = document.createElement('li'), link = document.createElement('a'), line = document.createElement('p');
      link.href = '#' + entry.article.id;
      link.textContent = entry.title;
      item.lang = entry.article.lang;
      line.textContent = snippet(entry, terms[0]);
      item.append(link, line);
      hits.append(item);
    }
    const isSearch = terms.length > 0;
    status.hidden = !isSearch;
    status.textContent = found.length === 0 ? status.dataset[words() + 'None'] : found.length + ' ' + status.dataset[words() + 'Found'];
    hits.hidden = !isSearch;
    contents.hidden = isSearch;
    for (const item of contents.querySelectorAll('li')) item.hidden = !speaks(item);
    for (const part of contents.querySelectorAll('section')) part.hidden = !part.querySelector('li:not([hidden])');
  };
  const open = () => {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* what is no encoded address is looked for as it stands */ }
    const target = id === '' ? null : by(id);
    const article = target && target.closest('article');
    for (const each of all) each.hidden = each !== article;
    back.hidden = !article;
    by('start').hidden = Boolean(article);
    if (article && target === article) scrollTo(0, 0);
    else if (target) target.scrollIntoView();
    document.title = article ? article.querySelector('h2').textContent : by('name').textContent.trim();
  };
  const say = () => {
    for (const element of document.querySelectorAll('[data-en-label]'))
      for (const name of ['placeholder', 'aria-label']) if (element.hasAttribute(name)) element.setAttribute(name, element.dataset[words() + 'Label']);
    root.lang = root.dataset.words;
  };
  root.classList.add('scripted');
  field.addEventListener('input', () => { if (location.hash !== '') location.hash = ''; search(); });
  pick.addEventListener('change', search);
  by('words').addEventListener('click', () => { root.dataset.words = words() === 'en' ? 'zh-CN' : 'en'; say(); search(); });
  addEventListener('hashchange', open);
  addEventListener('beforeprint', () => { if (back.hidden) { root.classList.add('all'); for (const each of all) each.hidden = !speaks(each); } });
  addEventListener('afterprint', () => { root.classList.remove('all'); open(); });
  say();
  open();
})();
`.trim();
