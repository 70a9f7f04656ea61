import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { Desk } from '#core/desk.ts';
import type { Actor } from '#core/session.ts';
import type { StoredRecord } from '#shared/base/record.ts';
import { refuse, succeed } from '#shared/base/result.ts';
import type { OutboxMark } from '#core/outbox.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../support/desk-folder.ts';

const lin: Actor = {
  id: 'user:01J0000000000000000000000A',
  name: 'Lin Yue',
  roles: ['technician'],
  session: 'session-1',
};

interface Note extends StoredRecord {
  readonly type: 'note';
  readonly text: string;
}

/** How the trail has a text. */
const concealed = (text: string) => ({
  length: text.length,
  sha256: createHash('sha256').update(text).digest('hex'),
});

let folder: DeskFolder | undefined;
afterEach(async () => {
  await folder?.remove();
  folder = undefined;
});

const newDesk = async (): Promise<Desk> => {
  folder = await deskFolder();
  return folder.desk;
};

describe('a commit', () => {
  it('puts record, outbox mark and audit entry on disk together', async () => {
    const desk = await newDesk();
    let id = '';
    const reply = await desk.commit(lin, (unit) => {
      id = unit.newId('note');
      unit.write('note.create', { ...unit.stamp('note', id), text: 'Rolled the dock back' } as Note);
      return succeed(id);
    });
    expect(reply).toEqual(succeed(id));
    const again = await folder?.reopen();
    expect(again?.records.get<Note>('note', id)?.text).toBe('Rolled the dock back');
    expect(again?.records.has(`outbox:${id}`)).toBe(true);
    expect(again?.auditHead.seq).toBe(2);
    const [, line = ''] = (await again?.readAudit(1, 2)) ?? [];
    expect(JSON.parse(line)).toMatchObject({
      action: 'note.create',
      actor: lin.id,
      object: { type: 'note', id },
      after: { text: concealed('Rolled the dock back') },
    });
  });

  it('changes nothing when refused, not even the counter of numbers', async () => {
    const desk = await newDesk();
    const before = desk.auditHead;
    const reply = await desk.commit(lin, (unit) => {
      unit.nextNumber('INC');
      unit.write('note.create', { ...unit.stamp('note', unit.newId('note')), text: 'x' } as Note);
      return refuse('record.exists', 'no');
    });
    expect(reply.ok).toBe(false);
    expect(desk.auditHead).toEqual(before);
    expect(desk.records.count('note')).toBe(0);
    const numbers: string[] = [];
    for (let count = 0; count < 2; count++)
      await desk.commit(lin, (unit) => {
        numbers.push(unit.nextNumber('INC'));
        return succeed(null);
      });
    expect(numbers).toEqual([`INC-${desk.device.code}-000001`, `INC-${desk.device.code}-000002`]);
  });

  it('changes nothing when it throws', async () => {
    const desk = await newDesk();
    const before = desk.auditHead;
    await expect(
      desk.commit(lin, (unit) => {
        unit.putLocal({ ...unit.stamp('note', unit.newId('note')), text: 'x' } as Note);
        throw new Error('bug');
      }),
    ).rejects.toThrow('bug');
    expect(desk.auditHead).toEqual(before);
    expect(desk.records.count('note')).toBe(0);
  });

  it('refuses to change a record without a word in the trail', async () => {
    const desk = await newDesk();
    await expect(
      desk.commit(lin, (unit) => {
        unit.put({ ...unit.stamp('note', unit.newId('note')), text: 'silent' } as Note);
        return succeed(null);
      }),
    ).rejects.toThrow('without an audit entry');
    expect(desk.records.count('note')).toBe(0);
  });

  it('reads what it staged, and tells indexes before the disk and the screen after it', async () => {
    const desk = await newDesk();
    const order: string[] = [];
    desk.onApplied((change) => order.push(`applied ${change.puts.filter((record) => record.type === 'note').length}`));
    desk.onDurable(() => order.push('durable'));
    const pending = desk.commit(lin, (unit) => {
      const id = unit.newId('note');
      unit.write('note.create', { ...unit.stamp('note', id), text: 'one' } as Note);
      expect(unit.get<Note>('note', id)?.text).toBe('one');
      unit.write('note.edit', { ...unit.stamp('note', id), text: 'two' } as Note);
      return succeed(id);
    });
    expect(order).toEqual(['applied 1']);
    await pending;
    expect(order).toEqual(['applied 1', 'durable']);
    const [edit = ''] = await desk.readAudit(3, 3);
    expect(JSON.parse(edit)).toMatchObject({
      action: 'note.edit',
      before: { text: concealed('one') },
      after: { text: concealed('two') },
    });
  });

  it('logs a person as a commitment whose salt can be erased', async () => {
    const desk = await newDesk();
    await desk.commit(lin, (unit) => {
      unit.write('ticket.create', {
        ...unit.stamp('ticket', 'ticket:01J0000000000000000000000C'),
        title: 'VPN',
        requester: { id: null, name: '赵敏' },
      } as StoredRecord);
      return succeed(null);
    });
    const [line = ''] = await desk.readAudit(2, 2);
    expect(line).not.toContain('赵敏');
    expect(line).toMatch(/"requester":\{"commitment":"[0-9a-f]{64}"\}/);
    expect(desk.records.has('salt:ticket:01J0000000000000000000000C')).toBe(true);
  });

  it('marks later edits later, also after a restart with the clock set back, and with the clock’s record lost', async () => {
    const clock = testAmbient('2026-10-10T08:00:00.000Z');
    folder = await deskFolder(clock);
    const stamps: string[] = [];
    const edit = async (desk: Desk): Promise<void> => {
      await desk.commit(lin, (unit) => {
        unit.write('note.edit', { ...unit.stamp('note', 'note:1'), text: `edit ${stamps.length}` } as Note);
        return succeed(null);
      });
      stamps.push(desk.records.get<OutboxMark>('outbox', 'outbox:note:1')?.hlc ?? '');
    };
    await edit(folder.desk);
    clock.set('2016-10-10T08:00:00.000Z');
    await edit(await folder.reopen());
    await edit(await folder.reopen());
    const desk = await folder.reopen();
    await desk.commit(lin, (unit) => {
      unit.removeLocal('clock:hlc');
      unit.audit({ action: 'clock.lost', object: null });
      return succeed(null);
    });
    await edit(await folder.reopen());
    expect(stamps).toEqual(stamps.toSorted());
    expect(new Set(stamps).size).toBe(4);
  });

  it('keeps commits made at once in order, in one unbroken chain', async () => {
    const desk = await newDesk();
    await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        desk.commit(lin, (unit) => {
          unit.write('note.create', { ...unit.stamp('note', unit.newId('note')), text: String(index) } as Note);
          return succeed(null);
        }),
      ),
    );
    const again = await folder?.reopen();
    const lines = (await again?.readAudit(1, 201)) ?? [];
    expect(lines).toHaveLength(201);
    let prev = '0'.repeat(64);
    for (const line of lines) {
      expect((JSON.parse(line) as { prev: string }).prev).toBe(prev);
      prev = createHash('sha256').update(line).digest('hex');
    }
    expect(again?.auditHead.hash).toBe(prev);
  });

  it('refuses with a code after the store was closed', async () => {
    const desk = await newDesk();
    await desk.close();
    const reply = await desk.commit(lin, (unit) => {
      unit.write('note.create', { ...unit.stamp('note', unit.newId('note')), text: 'late' } as Note);
      return succeed(null);
    });
    expect(reply.ok).toBe(false);
  });
});
