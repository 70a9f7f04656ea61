/** Where the headings of one text lie, and how far it scrolls, px. */
export interface HeadingPlaces {
  readonly headings: readonly number[];
  readonly height: number;
}

/** The place in one text that belongs to `at` in another: between the same two headings, as far along. */
export const placeBeside = (from: HeadingPlaces, to: HeadingPlaces, at: number): number => {
  const count = Math.min(from.headings.length, to.headings.length);
  const marks = (places: HeadingPlaces): readonly number[] => [0, ...places.headings.slice(0, count), places.height];
  const [here, there] = [marks(from), marks(to)];
  const next = here.findIndex((mark, place) => place > 0 && mark >= at);
  const place = next < 0 ? here.length - 1 : next;
  const [start = 0, end = 0] = [here[place - 1], here[place]];
  const [first = 0, last = 0] = [there[place - 1], there[place]];
  const share = end > start ? Math.min(1, Math.max(0, (at - start) / (end - start))) : 0;
  return first + (last - first) * share;
};

const han = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]/g;

/** In a text field, whose lines cannot be measured: estimated by how many rows each line wraps to. */
export const headingsInField = (field: HTMLTextAreaElement): HeadingPlaces => {
  const { fontSize } = getComputedStyle(field);
  const columns = Math.max(20, field.clientWidth / (Number.parseFloat(fontSize) * 0.52));
  let rows = 0;
  const at: number[] = [];
  for (const line of field.value.split('\n')) {
    if (/^#{1,6} /.test(line)) at.push(rows);
    rows += Math.max(1, Math.ceil((line.length + (line.match(han)?.length ?? 0)) / columns));
  }
  const height = field.scrollHeight;
  return { headings: at.map((row) => (row / Math.max(1, rows)) * height), height };
};

export const headingsInText = (box: HTMLElement): HeadingPlaces => {
  const top = box.getBoundingClientRect().top - box.scrollTop;
  return {
    headings: [...box.querySelectorAll('[data-level]')].map((heading) => heading.getBoundingClientRect().top - top),
    height: box.scrollHeight,
  };
};
