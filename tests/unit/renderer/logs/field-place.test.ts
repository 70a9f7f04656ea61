import { describe, expect, it } from 'vitest';
import { fieldsOf } from '#core/logs/read/json-line.ts';
import { fieldsIn, messageField, placeOfField } from '#renderer/logs/field-place.ts';

const lineOf = (text: string) => ({ text, fields: fieldsOf(text) });
const found = (text: string, field: string): string | undefined => {
  const place = placeOfField(lineOf(text), field);
  return place && text.slice(...place);
};

describe('the place of a field in its line', () => {
  it('is that of its value, not of the same words elsewhere', () => {
    expect(placeOfField(lineOf('{"a":"502","status":502,"msg":"status 502"}'), 'status')).toEqual([20, 23]);
    expect(found('{"msg":"upload failed", "user" : "zhou.min"}', 'user')).toBe('zhou.min');
  });
  it('is known where the value is written with escapes, or lies deeper', () => {
    expect(found('{"msg":"request \\"ok\\" done"}', 'msg')).toBe('request \\"ok\\" done');
    expect(found('{"http":{"method":"GET","ms":12},"ms":7}', 'http.ms')).toBe('12');
  });
  it('is known in logfmt, with and without quotes', () => {
    expect(found('level=warn msg="slow query" ms=1842', 'msg')).toBe('slow query');
    expect(found('level=warn msg="slow query" ms=1842', 'ms')).toBe('1842');
  });
  it('is unknown where there is no such field', () => {
    expect(found('{"msg":"a"}', 'user')).toBeUndefined();
    expect(placeOfField({ text: 'plain', fields: null }, 'msg')).toBeUndefined();
  });
});

describe('the fields of lines', () => {
  it('are listed by how many lines have them, without the message', () => {
    const lines = ['{"msg":"a","user":"x"}', '{"msg":"b","user":"y","status":1}', 'plain'].map(lineOf);
    expect(fieldsIn(lines)).toEqual(['user', 'status']);
    expect(messageField(lineOf('{"message":"a"}'))).toBe('message');
    expect(messageField(lineOf('plain'))).toBeUndefined();
  });
});
