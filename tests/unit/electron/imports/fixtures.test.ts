import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportPlan } from '#shared/imports/plan.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { deskFolder, type DeskFolder } from '../../../support/desk-folder.ts';
import { fixture, importer, ticketsOf, timelineOf } from './importing.ts';

let folder: DeskFolder;
beforeEach(async () => {
  folder = await deskFolder();
});
afterEach(() => folder.remove());

const inUtc = (plan: ImportPlan): ImportPlan => ({ ...plan, zone: 'UTC' });

/** Imports a fixture by the proposed plan alone and gives its tickets by their number there. */
const imported = async (name: string): Promise<ReadonlyMap<string, Ticket>> => {
  await importer(folder.desk).take(name, fixture(name), inUtc);
  return new Map(ticketsOf(folder.desk).map((ticket) => [ticket.imported?.externalId ?? '', ticket]));
};

describe('exports of other systems are understood without help', () => {
  it('GLPI in French: labels, escaped HTML, line breaks in cells, priorities counted upwards', async () => {
    const { inspect } = importer(folder.desk);
    const inspection = await inspect('glpi-fr.csv', fixture('glpi-fr.csv'));
    expect(inspection.reading).toEqual({ charset: 'utf-8', delimiter: ';' });
    expect(inspection.match).toMatchObject({ system: 'glpi', language: 'fr' });
    const tickets = await imported('glpi-fr.csv');
    expect(tickets.get('4711')).toMatchObject({
      title: 'Imprimante étiquettes bloquée à l’entrepôt',
      state: 'assigned',
      priority: 2,
      description: 'L’imprimante n’avance plus.\nVoyant rouge & bip.',
      requester: { name: 'Lefèvre Élodie' },
      assignee: { name: 'Moreau Jean' },
      category: 'Matériel > Imprimante',
      receivedAt: '2026-03-13T16:02:00.000Z',
      updatedAt: '2026-03-14T09:41:00.000Z',
      imported: { system: 'GLPI' },
    });
    expect(tickets.get('4713')).toMatchObject({
      state: 'on_hold',
      hold: { reason: 'requester' },
      priority: 1,
      description: 'Deux lignes :\nla première ; la seconde.',
    });
    expect([...tickets.values()].map(({ state }) => state)).toEqual([
      'assigned',
      'new',
      'on_hold',
      'closed',
      'resolved',
    ]);
    expect([...tickets.values()].map(({ priority }) => priority)).toEqual([2, 3, 1, 4, 4]);
  });

  it('GLPI in Chinese: full-width brackets, lists', async () => {
    const tickets = await imported('glpi-zh.csv');
    expect(tickets.get('9001')).toMatchObject({
      title: 'ERP 登录失败，提示证书过期',
      state: 'assigned',
      priority: 2,
      description: '今天早上开始，全部门都无法登录。\n\n- 已重启\n- 已换网线',
      requester: { name: '王丽' },
      assignee: { name: '陈伟' },
    });
    expect([...tickets.values()].map(({ state }) => state)).toEqual(['assigned', 'new', 'on_hold', 'closed']);
  });

  it('Chinese in GB18030 from a system nobody knows, a character beyond GBK included', async () => {
    const { inspect } = importer(folder.desk);
    const inspection = await inspect('generic-gb18030.csv', fixture('generic-gb18030.csv'));
    expect(inspection.reading).toEqual({ charset: 'gb18030', delimiter: ',' });
    expect(inspection.match).toMatchObject({ system: 'generic', language: 'zh' });
    const tickets = await imported('generic-gb18030.csv');
    expect(tickets.get('GD-2026-0001')).toMatchObject({
      state: 'in_progress',
      priority: 1,
      receivedAt: '2026-05-11T08:05:00.000Z',
    });
    expect(tickets.get('GD-2026-0002')).toMatchObject({
      title: '共享盘提示“磁盘空间不足”，请处理',
      resolution: { text: '清理旧备份 40 GB', by: { name: '李娜' } },
    });
    expect(tickets.get('GD-2026-0004')).toMatchObject({ title: '𠮷野的账号被锁定', state: 'new', priority: 3 });
  });

  it('Zammad: field names, instants with their zone, merged tickets count as closed', async () => {
    const tickets = await imported('zammad.csv');
    expect(tickets.get('67001')).toMatchObject({
      state: 'assigned',
      priority: 3,
      receivedAt: '2026-04-02T08:11:09.000Z',
      tags: ['audio', 'headset'],
      assignmentGroup: 'Users',
    });
    expect(tickets.get('67002')).toMatchObject({
      state: 'on_hold',
      priority: 2,
      description: 'Konto neu angelegt;\nwartet auf Rückmeldung',
    });
    expect(tickets.get('67003')).toMatchObject({ state: 'closed', priority: 4, closedAt: '2026-03-25T15:45:00.000Z' });
    expect(tickets.get('67004')).toMatchObject({ state: 'closed' });
  });

  it('ServiceNow in Windows-1252: cells like “1 - Critical”, formulas stay text, an override where the matrix says otherwise', async () => {
    const { inspect } = importer(folder.desk);
    expect((await inspect('servicenow-1252.csv', fixture('servicenow-1252.csv'))).reading.charset).toBe('windows-1252');
    const tickets = await imported('servicenow-1252.csv');
    expect(tickets.get('INC0010001')).toMatchObject({
      title: 'Café terminal: payment “declined” – reader offline',
      description: 'Réseau du café coupé.\nBorne n° 4.',
      state: 'in_progress',
      priority: 1,
      priorityOverride: null,
    });
    expect(tickets.get('INC0010002')).toMatchObject({
      state: 'closed',
      resolution: { text: 'Reset in 3 min', at: '2026-02-02T17:04:00.000Z' },
      closedAt: '2026-02-05T17:04:00.000Z',
    });
    expect(tickets.get('INC0010003')).toMatchObject({
      title: '=HYPERLINK("http://example.invalid","click")',
      description: '+1+1 @cmd',
      state: 'on_hold',
      priority: 4,
      priorityOverride: { priority: 4, reason: 'ServiceNow: 5 - Planning' },
    });
    expect(tickets.get('INC0010004')).toMatchObject({ state: 'cancelled' });
  });

  it('Jira: repeated columns, 11/May/24 03:26 PM, comments as work notes', async () => {
    const tickets = await imported('jira.csv');
    expect(tickets.get('HELP-101')).toMatchObject({
      state: 'in_progress',
      priority: 2,
      tags: ['vpn', 'dock'],
      receivedAt: '2024-05-11T15:26:00.000Z',
    });
    expect(tickets.get('HELP-102')).toMatchObject({
      kind: 'request',
      state: 'on_hold',
      receivedAt: '2024-04-30T00:05:00.000Z',
      updatedAt: '2024-05-02T12:15:00.000Z',
    });
    const solved = tickets.get('HELP-103');
    expect(solved).toMatchObject({ state: 'resolved', priority: 1, tags: ['outlook', 'mail', 'dns'] });
    expect(timelineOf(folder.desk, solved?.id ?? '').map(({ event }) => event)).toEqual([
      { kind: 'created', channel: 'import' },
      { kind: 'workNote', text: '02/May/24 10:00 AM;mkowalska;DNS suffix missing' },
      { kind: 'workNote', text: '03/May/24 05:29 PM;mkowalska;fixed by DHCP option' },
    ]);
  });

  it('osTicket: month first where the file shows it', async () => {
    const tickets = await imported('osticket.csv');
    expect(tickets.get('482913')).toMatchObject({
      state: 'assigned',
      priority: 1,
      channel: 'phone',
      category: 'Report a Problem',
      assignmentGroup: 'Support',
      assignee: { name: 'Tomas Riva' },
      receivedAt: '2026-02-13T09:14:00.000Z',
    });
    expect(tickets.get('482915')).toMatchObject({
      state: 'closed',
      channel: 'portal',
      receivedAt: '2026-02-11T11:05:00.000Z',
    });
  });

  it.each([
    ['utf16le.tsv', 'utf-16le', '\t', ['Тонер заканчивается', 'Bildschirm flackert']],
    ['utf16le-no-bom.csv', 'utf-16le', ',', ['Keyboard layout wrong', 'Mouse stutters']],
    ['utf16be.csv', 'utf-16be', ',', ['Webcam dark']],
  ])('%s', async (name, charset, delimiter, titles) => {
    const { inspect } = importer(folder.desk);
    expect((await inspect(name, fixture(name))).reading).toEqual({ charset, delimiter });
    const tickets = await imported(name);
    expect([...tickets.values()].map(({ title }) => title)).toEqual(titles);
  });

  it('an event log in any order becomes a history, told as given', async () => {
    const tickets = await imported('events.csv');
    const first = tickets.get('INC9');
    expect(first).toMatchObject({
      state: 'on_hold',
      hold: { reason: 'vendor' },
      priority: 2,
      assignee: { name: 'Ana' },
    });
    expect(first?.description).toContain('made_sla: FALSE');
    expect(
      timelineOf(folder.desk, first?.id ?? '').map(({ at, by, event }) => [at.slice(11, 16), by.name, event]),
    ).toEqual([
      ['08:58', 'Caller 1', { kind: 'created', channel: 'import' }],
      ['09:10', 'ana', { kind: 'transition', action: 'Active', from: 'new', to: 'in_progress', reason: null }],
      ['09:10', 'ana', { kind: 'assignment', from: null, to: { id: null, name: 'Ana' }, group: 'Group B' }],
      [
        '09:10',
        'ana',
        {
          kind: 'edit',
          changes: [
            { field: 'priority', from: '3 - Moderate', to: '2 - High' },
            { field: 'impact', from: '2 - Medium', to: '1 - High' },
          ],
        },
      ],
      ['09:40', 'ana', { kind: 'edit', changes: [{ field: 'sys_mod_count', from: '1', to: '2' }] }],
      [
        '10:00',
        'ana',
        { kind: 'transition', action: 'Awaiting Vendor', from: 'in_progress', to: 'on_hold', reason: 'vendor' },
      ],
      ['10:00', 'ana', { kind: 'edit', changes: [{ field: 'made_sla', from: 'TRUE', to: 'FALSE' }] }],
    ]);
    // Closed, then worked on again: a move this console would refuse.
    expect(tickets.get('INC8')).toMatchObject({ state: 'in_progress', reopenCount: 1, cycle: 2, closedAt: null });
  });
});
