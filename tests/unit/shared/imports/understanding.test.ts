import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ColumnSurvey } from '#shared/imports/column-survey.ts';
import { codedFields, ticketFields } from '#shared/imports/fields.ts';
import { foldLabel } from '#shared/imports/fold-label.ts';
import { matchHeader } from '#shared/imports/header-match.ts';
import { firstWords, oneLine, plainText } from '#shared/imports/plain-text.ts';
import { sniffDelimiter } from '#shared/imports/sniff-delimiter.ts';
import { labelTables } from '#shared/imports/labels/label-tables.ts';
import { codesOf, valueTables } from '#shared/imports/value-tables.ts';
import { proposeCode } from '#shared/imports/values.ts';

const matchOf = (header: string, cells: readonly string[] = []) => {
  const columns = header.split(',').map((label, index) => {
    const survey = new ColumnSurvey(index, label, []);
    const cell = cells[index];
    if (cell !== undefined) survey.add(cell);
    return survey.facts();
  });
  const { system, language, columns: matches } = matchHeader(columns, 1);
  return {
    system,
    language,
    fields: matches.map(({ field }) => field),
    sure: matches.map(({ confidence }) => confidence),
  };
};

describe('headers', () => {
  it.each([
    [
      'ID,Title,Status,Last update,Opening date,Priority,Requester - Requester,Assigned to - Technician,Category,Time to resolve',
      'glpi',
      'en',
    ],
    ['id,titre,STATUT,Date d’ouverture,Demandeur - Demandeur', 'glpi', 'fr'],
    ['ID,Titel,Status,Eröffnungsdatum,Anforderer - Anforderer', 'glpi', 'de'],
    ['ID,标题,状态,打开日期,请求者 - 请求者', 'glpi', 'zh'],
    ['id,number,title,state,priority,owner,customer,group,note', 'zammad', 'und'],
    ['number,opened_at,short_description,caller_id,priority,state,sys_updated_on', 'servicenow', 'und'],
    ['Number,Opened,Short description,Caller,Priority,State,Assignment group', 'servicenow', 'en'],
    ['Summary,Issue key,Issue id,Issue Type,Status,Labels,Labels', 'jira', 'en'],
    ['Ticket Number,Date Created,Subject,From,From Email,Current Status', 'osticket', 'en'],
    ['工单号,标题,状态,报修人,创建时间', 'generic', 'zh'],
    ['Reference,Summary,Reported by', 'generic', 'en'],
  ])('%s', (header, system, language) => {
    expect(matchOf(header)).toMatchObject({ system, language });
  });

  it('are compared folded: case, blanks, dashes, width, typographic apostrophes', () => {
    for (const label of ['Date d’ouverture', "date  d'ouverture", 'DATE D’OUVERTURE', '\uFEFFDate d’ouverture'])
      expect(foldLabel(label)).toBe("date d'ouverture");
    expect(foldLabel('处理中（已分配）')).toBe(foldLabel('处理中 (已分配)'));
    expect(foldLabel('short_description')).toBe('short description');
  });

  it('a field that one column has is not given to a second, repeatable ones are', () => {
    expect(matchOf('Summary,Issue key,Issue Type,Summary,Labels,Labels').fields).toEqual([
      'title',
      'externalId',
      'kind',
      'title',
      'tags',
      'tags',
    ]);
    expect(matchOf('number,title,state,state,owner,customer').fields[3]).toBeNull();
  });

  it('unknown labels are guessed from the cells, and said to be guessed', () => {
    const { fields, sure } = matchOf('a,b,c,d', [
      'A-17',
      '2026-01-02 10:00',
      'A long text that somebody typed into the form because the printer on the second floor did not print',
      'x',
    ]);
    expect(fields).toEqual(['externalId', 'receivedAt', 'description', null]);
    expect(sure).toEqual(['content', 'content', 'content', 'none']);
  });

  it('never fails, whatever a header says', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 30 }), (labels) => {
        const facts = labels.map((label, index) => new ColumnSurvey(index, label, []).facts());
        expect(matchHeader(facts, 0).columns).toHaveLength(labels.length);
      }),
    );
  });
});

describe('the tables', () => {
  it('hold labels as they are compared', () => {
    for (const { labels, ignored, signature, requires } of labelTables)
      for (const label of [...Object.values(labels).flat(), ...ignored, ...signature, ...requires])
        expect(foldLabel(label)).toBe(label);
  });
  it('know only fields and give no label two meanings within a language', () => {
    for (const { labels, system, language } of labelTables) {
      expect(Object.keys(labels).every((field) => (ticketFields as readonly string[]).includes(field))).toBe(true);
      const all = Object.values(labels).flat();
      expect(
        all.filter((label, index) => all.indexOf(label) !== index),
        `${system} ${language}`,
      ).toEqual([]);
    }
  });
  it('translate to codes that exist, with words as they are compared', () => {
    for (const field of codedFields)
      for (const table of [
        ...valueTables('generic', field),
        ...valueTables('glpi', field),
        ...valueTables('zammad', field),
      ])
        for (const [code, words] of Object.entries(table)) {
          expect(codesOf[field], `${field} ${code}`).toContain(code);
          for (const word of words) expect(foldLabel(word), `${field} ${code}`).toBe(word);
        }
  });
});

describe('words of other systems', () => {
  it.each([
    ['servicenow', 'priority', '1 - Critical', '1'],
    ['servicenow', 'priority', '5 - Planning', '4'],
    ['servicenow', 'state', '6', 'resolved'],
    ['servicenow', 'state', 'Awaiting Problem', 'on_hold/problem'],
    ['servicenow-events', 'state', 'Awaiting User Info', 'on_hold/requester'],
    ['glpi', 'priority', '5', '1'],
    ['glpi', 'priority', '非常低', '4'],
    ['glpi', 'state', 'En cours (Attribué)', 'assigned'],
    ['glpi', 'state', '处理中（已计划）', 'in_progress'],
    ['glpi', 'state', 'Processing (planned)', 'in_progress'],
    ['glpi', 'impact', 'Très haut', '1'],
    ['zammad', 'priority', '1 low', '4'],
    ['zammad', 'priority', '3 high', '2'],
    ['zammad', 'state', 'pending reminder', 'on_hold/requester'],
    ['jira', 'priority', 'Major', '2'],
    ['jira', 'state', 'To Do', 'new'],
    ['osticket', 'priority', 'Emergency', '1'],
    ['generic', 'priority', 'P2', '2'],
    ['generic', 'priority', '特急', '1'],
    ['generic', 'kind', '服务请求', 'request'],
    ['generic', 'channel', 'Walk-in', 'walk_up'],
    ['generic', 'state', 'Sideways', null],
    ['generic', 'state', 'constructor', null],
  ] as const)('%s %s %s', (system, field, cell, code) => {
    expect(proposeCode(system, field, cell)).toBe(code);
  });
});

describe('the delimiter', () => {
  it.each([
    ['a,b,c\n1,2,3\n', ','],
    ['a;b;c\n1,5;2,5;3,5\n', ';'],
    ['a\tb\n"x, y; z"\t2\n', '\t'],
    ['id;title\n1;"a, b, c"\n2;"d\n;e;f"\n', ';'],
    ['one column\nof text\n', ','],
    ['', ','],
    ['Text;more,Topic\nabc,def\n', ','],
    ['sep=;\nText,more;Topic,too\nabc,d;e,f\n', ';'],
    ['"sep=,"\r\na;b,c\n', ','],
    ['sep=\t\na,b\n', '\t'],
    ['sep=|\na;b;c\n1;2;3\n', ';'],
    ['sep=;x,y\n1,2\n', ','],
  ])('%j', (text, delimiter) => {
    expect(sniffDelimiter(text)).toBe(delimiter);
  });
});

describe('text of cells', () => {
  it.each([
    ['<p>One</p><p>Two &amp; three</p>', 'One\nTwo & three'],
    ['&lt;p&gt;Escaped&lt;br /&gt;once&lt;/p&gt;', 'Escaped\nonce'],
    ['<ul><li>a</li><li>b</li></ul>', '- a\n- b'],
    ['<script>alert(1)</script><b>kept</b>', 'kept'],
    ['<img src="http://example.invalid/x.png" onerror="x">after', 'after'],
    ['serial <40B0-88213> & a < b', 'serial <40B0-88213> & a < b'],
    ['a\r\nb\rc', 'a\nb\nc'],
    ['nul\u0000 and bell\u0007', 'nul  and bell'],
    ['&lt;not markup', '&lt;not markup'],
    ['<p>&#8364; &#x4E2D; &bogus; &#xD800;</p>', '€ 中 &bogus; &#xD800;'],
  ])('%j', (cell, text) => {
    expect(plainText(cell)).toBe(text);
  });
  it('one line, first words', () => {
    expect(oneLine('  a\n b\t c ')).toBe('a b c');
    expect(firstWords('one two three four', 3)).toBe('one two three …');
    expect(firstWords('one two', 3)).toBe('one two');
    expect(firstWords('打印机卡纸无法打印', 3)).toBe('打印机卡纸无 …');
    expect(firstWords('', 3)).toBe('');
  });
  it('keeps what has no end, and takes out what is long', () => {
    const image = `<img src="data:image/png;base64,${'iVBOR'.repeat(20_000)}">`;
    expect(plainText(`<p>before ${image}after</p>`)).toBe('before after');
    expect(plainText('<p>a</p><style>b <!-- c')).toBe('a\nb <!-- c');
    expect(plainText('<p>a<!-- <b>b</b> -->c<STYLE type="text/css">p { x: 1 > 0 }</style >d</p>')).toBe('acd');
    expect(plainText('<br/>a<br\n/>\nb<o:p></o:p>')).toBe('a\nb');
  });
  /** A megabyte, the most a cell can hold: a reader that looks at text again for each tag is at one of these for minutes. */
  const hostile = [
    '<a ',
    '<li ',
    '<li> ',
    '<style>',
    '<script ',
    '</style ',
    '<!--',
    '<!-- -->',
    '<aaaa',
    '<p\n',
    '&lt;p ',
    '&lt;p&gt;',
    'x <',
    '<',
    '&',
    '<p a="',
    ' \n',
    ' ',
  ].flatMap((piece) => [piece, `<p>${piece}`].map((start) => [start, piece] as const));
  it.each(hostile)('ends on text made to be slow: %j…', (start, piece) => {
    const text = start + piece.repeat(Math.ceil(1_048_576 / piece.length));
    expect(oneLine(text).length).toBeLessThanOrEqual(text.length);
  });
});
