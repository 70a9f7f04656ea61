import { describe, expect, it } from 'vitest';
import { codesIn, formsOfCode, isNegativeCode, type CodeNames } from '#shared/search/error-codes.ts';
import { fold } from '#shared/search/fold.ts';
import { hitFinder } from '#shared/search/hits.ts';

const names: CodeNames = new Map([
  ['video_tdr_failure', '0x116'],
  ['status_logon_failure', '0xc000006d'],
  ['error_install_failure', 'error 1603'],
]);

const codes = (text: string): readonly string[] => [...new Set(codesIn(fold(text), names).map(({ code }) => code))];

describe('a code', () => {
  it.each([
    [
      '0x116',
      ['0x116', '0x00000116', '0X0000000000000116', '０ｘ116', 'VIDEO_TDR_FAILURE (116)', 'VIDEO_TDR_FAILURE（0x116）'],
    ],
    [
      '0x116',
      [
        'VIDEO_TDR_FAILURE',
        'bugcheck 116',
        'Bug check code: 116',
        'stop code 116',
        '停止代码：116',
        'Bug 检查0x116：视频',
      ],
    ],
    ['0x7b', ['UNKNOWN_TO_US_NAME (7B)', 'stop error 7B', '0x7B']],
    [
      '0x80070005',
      ['0x80070005', '80070005', '-2147024891', '−2147024891', '(0xFFFFFFFF80070005)', '错误 0x80070005。'],
    ],
    ['0xc0000005', ['c0000005', 'Exception code: 0xc0000005', '-1073741819']],
    ['0xc000006d', ['STATUS_LOGON_FAILURE', 'NT_STATUS_LOGON_FAILURE', '0xC000006D']],
    [
      'event 4625',
      [
        'event 4625',
        'Event ID 4625',
        'EventID=4625',
        'eventid: 4625',
        '事件 4625',
        '事件 ID 4625',
        '事件ID：4625',
        '<EventID>4625</EventID>',
        '"event_id": 4625',
      ],
    ],
    ['kb5034441', ['KB5034441', 'KB 5034441', 'kb-5034441', '补丁KB5034441。']],
    ['ora-942', ['ORA-00942', 'ORA-942', 'ora 00942', 'ORA-00942: table or view does not exist']],
    [
      'error 1603',
      ['error 1603', 'Error code: 1603', 'exit code 1603', '错误代码：1603', '错误1603', 'ERROR_INSTALL_FAILURE'],
    ],
  ])('%s is the same in every way of writing it', (code, texts) => {
    for (const text of texts) expect(codes(text), text).toEqual([code]);
  });

  it.each([
    'call me at 555-2147024891',
    'feedbacks',
    'effaced deadbeef',
    'INC-7K3Q-000142',
    'KB-7K3Q-000012',
    'at 0xfffff80002a3b1c0',
    'an event in 4 rooms',
    'restart the host 3 times',
    'ticket 12345',
    'user_name is empty',
    '下午 3 点断开',
    'SN 12345678',
  ])('is not seen in %j', (text) => {
    expect(codes(text)).toEqual([]);
  });

  it('keeps apart what only begins alike', () => {
    expect(codes('0x1160')).toEqual(['0x1160']);
    expect(codes('event 46250 and event 4625')).toEqual(['event 46250', 'event 4625']);
    expect(codes('KB50344412')).toEqual([]);
  });

  it('says where it stands', () => {
    const text = 'stopped with video_tdr_failure (116) today';
    expect(codesIn(text, names).map(({ from, to }) => text.slice(from, to))).toEqual(['video_tdr_failure (116)']);
  });

  it.each([
    ['0x116', 'Bug check 0x00000116 again', ['0x00000116']],
    ['0x116', 'VIDEO_TDR_FAILURE, and 0x1160', ['VIDEO_TDR_FAILURE']],
    ['0x80070005', 'failed with 80070005 (-2147024891)', ['80070005', '2147024891']],
    ['event 4625', '事件 ID：4625，Event ID 4625', ['事件 ID：4625', 'Event ID 4625']],
    ['ora-942', 'ORA-00942 and ORA-942', ['ORA-00942', 'ORA-942']],
    ['kb5034441', 'KB 5034441', ['KB 5034441']],
  ])('%s is marked in %j', (code, text, marked) => {
    const find = hitFinder(
      formsOfCode(code, names).map((form) => ({ text: form, isWhole: true })),
      'body',
    );
    expect(find?.(text).map(({ from, to }) => text.slice(from, to))).toEqual(marked);
  });

  it('with a minus before it leaves nothing out', () => {
    expect(['-2147024891', '－2147024891'].map(isNegativeCode)).toEqual([true, true]);
    expect(['-5', '-outlook', '-1234567890x', '-55512345'].map(isNegativeCode)).toEqual([false, false, false, false]);
  });
});
