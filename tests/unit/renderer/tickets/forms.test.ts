import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdPresets, presetTime } from '#renderer/tickets/hold-presets.ts';
import { draftOf, emptyForm, formOf, handChannels, type NewTicketForm } from '#renderer/tickets/new-ticket-fields.ts';
import { deskPlace, segmentsOf } from '#renderer/app/ticket-desk-route.ts';
import { newDraftKey } from '#renderer/drafts/draft-place.ts';
import { dateTimeText } from '#renderer/ui/date-time-text.ts';

describe('times to hold until', () => {
  it('lie in the future, on whole minutes, in rising order', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(2020, 0, 1), max: new Date(2040, 0, 1), noInvalidDate: true }), (now) => {
        const times = holdPresets.map((preset) => presetTime(preset, now).getTime());
        for (const time of times) {
          expect(time).toBeGreaterThan(now.getTime());
          expect(time % 60_000).toBe(0);
        }
        const [, tomorrow = 0, days3 = 0, week = 0] = times;
        expect(tomorrow).toBeLessThan(days3);
        expect(days3).toBeLessThan(week);
      }),
    );
  });

  it('start in the morning of the day named', () => {
    expect(dateTimeText(presetTime('tomorrow', new Date(2026, 9, 31, 23, 59)))).toBe('2026-11-01 09:00');
    expect(dateTimeText(presetTime('week', new Date(2026, 11, 28, 8, 0)))).toBe('2027-01-04 09:00');
  });
});

const form: fc.Arbitrary<NewTicketForm> = fc.record({
  kind: fc.constantFrom('incident', 'request'),
  channel: fc.constantFrom(...handChannels, 'log_alert'),
  title: fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''),
  description: fc.string(),
  requester: fc.string(),
  requesterId: fc.constantFrom('', 'person:01J0000000000000000000000A'),
  impact: fc.constantFrom(1, 2, 3),
  urgency: fc.constantFrom(1, 2, 3),
  category: fc.string(),
  service: fc.string(),
  files: fc.array(
    fc.record({
      sha256: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }),
      name: fc.string({ minLength: 1 }),
      mediaType: fc.constantFrom('image/png', 'text/plain'),
      bytes: fc.nat(),
    }),
    { maxLength: 3 },
  ),
  template: fc.string(),
  answers: fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9_]{0,9}$/), fc.string()),
  articles: fc.array(fc.stringMatching(/^article:[0-9A-HJKMNP-TV-Z]{26}$/), { maxLength: 3 }),
  assets: fc.array(fc.stringMatching(/^ci:[0-9A-HJKMNP-TV-Z]{26}$/), { maxLength: 3 }),
  alert: fc.constantFrom('', 'alert:01J0000000000000000000000A'),
});

describe('the new-ticket form', () => {
  it('comes back from its draft as it was typed', () => {
    fc.assert(
      fc.property(form, (typed) => {
        expect(formOf(draftOf(typed))).toEqual(typed);
      }),
    );
  });

  it('leaves no draft while nothing is written', () => {
    expect(draftOf({ ...emptyForm, channel: 'email', impact: 1, title: '  ' })).toEqual({});
    const file = { sha256: 'a'.repeat(64), name: 'shot.png', mediaType: 'image/png', bytes: 9 };
    expect(formOf(draftOf({ ...emptyForm, files: [file] })).files).toEqual([file]);
  });

  it('reads a draft of another version without failing', () => {
    expect(formOf({ title: 'VPN', channel: 'import', impact: '9', more: 'x', files: '[{"sha256":1}]' })).toEqual({
      ...emptyForm,
      title: 'VPN',
    });
  });
});

describe('addresses of the desk', () => {
  const ticketId = 'ticket:01J0000000000000000000000A';

  it('come back as the place they were made from', () => {
    for (const viewId of ['open', 'mine', 'view:01J0000000000000000000000B'])
      for (const place of [
        { viewId, ticketId: null, draft: null },
        { viewId, ticketId, draft: null },
        { viewId, ticketId: null, draft: 'new-ticket:2' },
      ])
        expect(deskPlace(segmentsOf(place))).toEqual(place);
  });

  it('of nonsense are the open queue', () => {
    expect(deskPlace(['view'])).toEqual({ viewId: 'open', ticketId: null, draft: null });
    expect(deskPlace(['..', 'x'])).toEqual({ viewId: 'open', ticketId: null, draft: null });
  });

  it('give each new form a draft of its own', () => {
    expect(newDraftKey([])).toBe('new-ticket:1');
    expect(newDraftKey(['new-ticket:1', 'new-ticket:3', ticketId])).toBe('new-ticket:2');
  });
});
