import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeDeviceCode } from '#shared/base/ulid.ts';
import { codeFor, isTrainingCode } from '#shared/practice/device-code.ts';
import { TRAINING_MARK, trainingFileName, trainingLine } from '#shared/practice/mark.ts';
import { permitSync } from '#shared/practice/sync.ts';
import { admitFile, isTrainingCards, isTrainingHeader } from '#shared/practice/training-file.ts';
import { parseNumber } from '#shared/tickets/number.ts';

const training = { isPractice: true };
const real = { isPractice: false };

describe('device codes', () => {
  it('are reserved: whatever is drawn, a training desk gets one of its own and a real desk never does', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 4, maxLength: 4 }), (random) => {
        const drawn = encodeDeviceCode(random);
        const [forTraining, forReal] = [codeFor(drawn, true), codeFor(drawn, false)];
        expect(isTrainingCode(forTraining)).toBe(true);
        expect(isTrainingCode(forReal)).toBe(false);
        // Both are codes that numbers can be read with.
        for (const code of [forTraining, forReal])
          expect(parseNumber(`INC-${code}-000012`)).toEqual({ prefix: 'INC', deviceCode: code, counter: 12 });
      }),
    );
    expect(codeFor('TR4K', false)).toBe('RT4K');
    expect(codeFor('7K3Q', false)).toBe('7K3Q');
    expect(codeFor('7K3Q', true)).toBe('TR3Q');
  });
});

describe('syncing', () => {
  it('is never permitted to a training desk, and to any other', () => {
    expect(permitSync(training)).toMatchObject({ ok: false, failure: { code: 'practice.never-syncs' } });
    expect(permitSync(real).ok).toBe(true);
  });
});

describe('files of a training desk', () => {
  it('are for training desks alone', () => {
    expect(admitFile(real, true)).toMatchObject({ ok: false, failure: { code: 'practice.training-file' } });
    expect(admitFile(training, true).ok).toBe(true);
    expect(admitFile(training, false).ok).toBe(true);
    expect(admitFile(real, false).ok).toBe(true);
  });

  it('are known by the head of a list, also after a spreadsheet had it, and not by what a cell happens to say', () => {
    expect(isTrainingHeader(['Number', ` ${TRAINING_MARK} `])).toBe(true);
    expect(isTrainingHeader(['Number', 'Training 培训'])).toBe(true);
    expect(isTrainingHeader(['Number', 'Training', 'Training date'])).toBe(false);
    expect(isTrainingHeader([])).toBe(false);
  });

  it('are known by a property of a card, however the file ends its lines', () => {
    for (const end of ['\r\n', '\n', '\r'])
      expect(isTrainingCards(['BEGIN:VCARD', 'FN:Ida', `X-DESKSIDE-TRAINING:${TRAINING_MARK}`, ''].join(end))).toBe(
        true,
      );
    expect(isTrainingCards('NOTE:asked what X-DESKSIDE-TRAINING:1 is\n')).toBe(false);
  });

  it('say it in their name and in the line that is read by itself', () => {
    expect(trainingFileName('INC-TR4K-000012.eml')).toBe('TRAINING-培训-INC-TR4K-000012.eml');
    expect(trainingLine('VPN')).toBe('[TRAINING 培训] VPN');
    expect(trainingLine('')).toBe('[TRAINING 培训]');
  });
});
