import { describe, expect, it } from 'vitest';
import { reportCsv, type ReportWords } from '#shared/documents/report.ts';
import { listed } from './listed.ts';

const words: ReportWords = {
  column: (column) => column,
  state: (state) => state,
  kind: (kind) => kind,
  fault: (fault) => `it is ${fault}`,
  belongsTo: () => ['Haichuan', 'Plant 2'],
};

describe('the report of documents', () => {
  it('says what holds of each and why, and quotes what a spreadsheet would take for a formula', () => {
    const gone = listed({
      title: '=HYPERLINK("x")',
      states: ['missing', 'expired'],
      sight: { found: 'fault', fault: 'link' },
      bytes: null,
    });
    const [head = '', line = ''] = reportCsv([gone], words).split('\r\n');
    expect(head).toMatch(/^\uFEFFnumber,title,state,why,/);
    expect(line).toMatch(
      /^DOC-7K3Q-000001,"'=HYPERLINK\(""x""\)","missing; expired",it is link,drawing,2\.1,rack\.pdf,,a{64},/,
    );
    expect(line).toContain('"Haichuan; Plant 2"');
  });
});
