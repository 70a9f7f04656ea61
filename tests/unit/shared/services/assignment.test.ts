import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serviceFinder, type Coverage } from '#shared/services/assignment.ts';

const service = (id: string, categories: readonly string[], active = true): Coverage => ({ id, categories, active });
const by = (services: readonly Coverage[], category: string | null, serviceId: string | null = null) =>
  serviceFinder(services)({ serviceId, category });

describe('the service of a ticket', () => {
  it('is the one that somebody chose, whatever its category says and whether it is still offered', () => {
    expect(by([service('service:A', ['Network']), service('service:B', [], false)], 'Network', 'service:B')).toBe(
      'service:B',
    );
  });

  it('is that of its category, however case, width and separators are written', () => {
    const services = [service('service:A', ['Network/VPN', '网络'])];
    expect(by(services, 'network > vpn')).toBe('service:A');
    expect(by(services, 'Ｎetwork :: VPN :: Tokens')).toBe('service:A');
    expect(by(services, '网络')).toBe('service:A');
    expect(by(services, 'Network')).toBeNull();
    expect(by(services, null)).toBeNull();
  });

  it('is the one that names most levels of the category', () => {
    const services = [service('service:A', ['Network']), service('service:B', ['Network / VPN'])];
    expect(by(services, 'Network / VPN / Tokens')).toBe('service:B');
    expect(by(services, 'Network / Wi-Fi')).toBe('service:A');
    expect(by(services, 'Networking')).toBeNull();
  });

  it('takes nothing by category once it is out of use', () => {
    expect(by([service('service:A', ['Network'], false)], 'Network')).toBeNull();
  });

  it('is the same on every device, in whatever order services are read', () => {
    const services = fc.uniqueArray(
      fc.record({
        id: fc.constantFrom('service:A', 'service:B', 'service:C', 'service:D'),
        categories: fc.array(fc.constantFrom('Network', 'network', 'Network / VPN', 'Printing'), { maxLength: 3 }),
        active: fc.boolean(),
      }),
      { selector: ({ id }) => id },
    );
    fc.assert(
      fc.property(services, fc.constantFrom('Network', 'Network / VPN', 'Printing', 'Mail'), (all, category) => {
        expect(by(all.toReversed(), category)).toBe(by(all, category));
      }),
    );
  });
});
