import { expect, it } from 'vitest';
import { OwnLines } from '#core/logs/thread/own-lines.ts';
import { LogStream } from '#core/logs/index/log-stream.ts';
import { OpenViews } from '#core/logs/thread/open-views.ts';
import { View } from '#core/logs/view/view.ts';
import type { LogNotice } from '#shared/logs/notices.ts';
import { eventually } from '../../../support/eventually.ts';
import { today } from './streams.ts';

const viewId = 'view-0001';
const sourceId = `logSource:${'0'.repeat(26)}`;

/** A view of a log that grows, and what was told of it. */
const opened = () => {
  const own = new OwnLines();
  const stream = new LogStream(() => today, today);
  const source = { id: sourceId, name: 'a', file: null, stream, bytes: () => stream.bytes };
  const content = { viewId, sourceIds: [sourceId], filters: [], levels: null, timeFrom: null, timeTo: null };
  const view = View.open(content, [source]);
  if (!view.ok) throw new Error(view.failure.message);
  const told: number[] = [];
  const notify = (notice: LogNotice): void => {
    if (notice.name === 'logs.view') told.push(notice.view.total);
  };
  const views = new OpenViews({ notify, mono: () => 0 });
  views.add(view.value);
  const grow = (lines: number): void => {
    own.add({ generation: 1, from: stream.lines, lines: Array.from({ length: lines }, () => 'one more') });
    stream.take(own.wake().steps);
    view.value.changed(stream, undefined);
    views.step();
  };
  return { views, told, grow };
};

it('tells who asked, before the time of a notice where it is to be known now', () => {
  const { views, told, grow } = opened();
  grow(3);
  expect(told).toEqual([]);
  views.tellNow();
  expect(told).toEqual([3]);
  views.close();
});

it('tells nobody who did not ask since, or knows it', () => {
  const { views, told, grow } = opened();
  grow(3);
  views.tellNow();
  grow(2);
  views.tellNow();
  expect(told).toEqual([3]);
  expect(views.stateOf(viewId)).toMatchObject({ value: { total: 5 } });
  views.tellNow();
  expect(told).toEqual([3]);
  grow(1);
  views.tellNow();
  expect(told).toEqual([3, 6]);
  views.close();
});

it('tells all the same in a while', async () => {
  const { views, told, grow } = opened();
  grow(3);
  await eventually(() => expect(told).toEqual([3]));
  views.close();
});
