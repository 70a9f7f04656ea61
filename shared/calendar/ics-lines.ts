/** The text of an iCalendar file (RFC 5545) taken apart into components and properties; what they mean is `ics-holidays`. */

export interface IcsProperty {
  /** Upper case. */
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly value: string;
  /** Line in the file, from 1. */
  readonly line: number;
}

export interface IcsEvent {
  readonly line: number;
  readonly properties: readonly IcsProperty[];
}

/** Joins folded lines: a line that begins with white space continues the one before. */
const logicalLines = (text: string): readonly { readonly text: string; readonly line: number }[] => {
  const lines: { text: string; line: number }[] = [];
  text.split(/\r\n|\n|\r/u).forEach((raw, place) => {
    const previous = lines.at(-1);
    if (previous && /^[ \t]/u.test(raw)) previous.text += raw.slice(1);
    else if (raw !== '') lines.push({ text: raw, line: place + 1 });
  });
  return lines;
};

const parameter = /;([A-Za-z0-9-]+)=("[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*/uy;

const readProperty = (text: string, line: number): IcsProperty | undefined => {
  const name = /^[A-Za-z0-9-]+/u.exec(text)?.[0];
  if (name === undefined) return undefined;
  const parameters: Record<string, string> = {};
  let place = name.length;
  while (text[place] === ';') {
    parameter.lastIndex = place;
    const [all, key = '', value = ''] = parameter.exec(text) ?? [];
    if (all === undefined) return undefined;
    parameters[key.toUpperCase()] = value.replaceAll('"', '');
    place += all.length;
  }
  if (text[place] !== ':') return undefined;
  return { name: name.toUpperCase(), parameters, value: text.slice(place + 1), line };
};

/** `\n`, `\,` and the like as the characters they stand for. */
export const plainText = (value: string): string =>
  value.replaceAll(/\\([\\;,nN])/gu, (_all, character: string) => (character.toLowerCase() === 'n' ? ' ' : character));

/** The VEVENTs of a calendar, without what is nested in them; undefined if the text is no iCalendar file at all. */
export const readIcsEvents = (text: string): readonly IcsEvent[] | undefined => {
  const lines = logicalLines(text.startsWith('\uFEFF') ? text.slice(1) : text);
  if (lines[0]?.text.trim().toUpperCase() !== 'BEGIN:VCALENDAR') return undefined;
  const events: IcsEvent[] = [];
  const open: string[] = [];
  let properties: IcsProperty[] = [];
  let startedAt = 0;
  for (const { text: content, line } of lines) {
    const property = readProperty(content, line);
    if (!property) continue;
    const component = property.value.trim().toUpperCase();
    if (property.name === 'BEGIN') {
      open.push(component);
      if (component === 'VEVENT') {
        properties = [];
        startedAt = line;
      }
    } else if (property.name === 'END') {
      if (component === 'VEVENT' && open.at(-1) === 'VEVENT') events.push({ line: startedAt, properties });
      if (open.at(-1) === component) open.pop();
    } else if (open.at(-1) === 'VEVENT') properties.push(property);
  }
  return events;
};
