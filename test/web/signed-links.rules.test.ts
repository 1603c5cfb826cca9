import { describe, expect, it } from 'vitest';
import { readSettings } from '../../src/config/settings.js';
import { SignedLinks } from '../../src/web/signed-links.js';

const links = new SignedLinks(readSettings({ SESSION_SECRET: 'a secret that is long enough for tests' }));
const purposes = ['acknowledge', 'answer', 'slip'] as const;

describe('A signed link', () => {
  it('opens what it names, for what it was made, and for nothing else', () => {
    for (const made of purposes) {
      const token = links.tokenOf(made, 'doctor.1671413400000');
      for (const used of purposes)
        expect(links.read(used, token)).toBe(used === made ? 'doctor.1671413400000' : undefined);
    }
  });

  it('that was made up or changed opens nothing', () => {
    const token = links.tokenOf('slip', 'visit');
    const other = new SignedLinks(
      readSettings({ SESSION_SECRET: 'another secret, just as long as the first' }),
    );
    for (const bad of [
      '',
      'visit',
      'visit.',
      `other${token.slice(5)}`,
      `${token}x`,
      other.tokenOf('slip', 'visit'),
    ])
      expect(links.read('slip', bad), bad).toBeUndefined();
  });
});
