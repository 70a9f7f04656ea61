import type { BusinessCalendar, Span } from './calendar.ts';

/** Monday to Friday with the same hours, no holidays. For a zone that nobody has said more about. */
export const mondayToFriday = (
  zone: string,
  spans: readonly Span[] = [{ from: '09:00', to: '17:00' }],
): BusinessCalendar => ({
  id: `mon-fri ${zone}`,
  name: `Mon–Fri ${zone}`,
  zone,
  week: [[], spans, spans, spans, spans, spans, []],
  holidays: [],
  makeupDays: [],
  validUntil: null,
  version: 1,
});
