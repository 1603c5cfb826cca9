import { describe, expect, it } from 'vitest';
import 'reflect-metadata';
import { readSettings, WrongSetting } from '../../src/config/settings.js';

describe('The settings', () => {
  it('need nothing in development', () => {
    const settings = readSettings({});
    expect(settings).toMatchObject({
      PORT: 3000,
      DATABASE_URL: 'sqlite:data/bianmin.sqlite',
      TIME_ZONE: 'Asia/Shanghai',
    });
    expect(settings.PUBLIC_URL).toBe('http://localhost:3000');
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://somewhere'],
    ['SMTP_URL', 'mail.example.org'],
    ['MAIL_FROM', 'nobody'],
    ['PUBLIC_URL', 'clinics.example.org'],
    ['SESSION_SECRET', 'short'],
    ['TIME_ZONE', 'Asia/Yangzhou'],
    ['DEFAULT_LANGUAGE', 'fr'],
    ['MAP_TILES', 'https://tiles.example.org/'],
    ['TRUST_PROXY', 'perhaps'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '10.0.0.0/64'],
    ['TRUST_PROXY', '10.0.0.1,proxy'],
    ['NODE_ENV', 'staging'],
  ])('stop the start with one sentence when %s is %s', (name, value) => {
    const read = () => readSettings({ [name]: value });
    expect(read).toThrow(WrongSetting);
    expect(read).toThrow(new RegExp(`^The setting ${name} .*[.]$`));
  });

  it('take no secret of their own making into production', () => {
    expect(() => readSettings({ NODE_ENV: 'production' })).toThrow('SESSION_SECRET');
  });
});
