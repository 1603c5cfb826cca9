import { randomBytes } from 'node:crypto';
import { IANAZone } from 'luxon';
import {
  IsDefined,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsUrl,
  Matches,
  Max,
  Min,
  MinLength,
  ValidateBy,
  validateSync,
} from 'class-validator';
import { type TrustedProxies, trustedProxiesIn } from './trusted-proxies.js';

export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

const IsTimeZone = () =>
  ValidateBy({ name: 'isTimeZone', validator: { validate: (zone) => IANAZone.isValidZone(String(zone)) } });

/** What the environment says, checked once at the start. Nothing else reads `process.env`. */
export class Settings {
  @IsIn(['production', 'development', 'test'])
  NODE_ENV: 'production' | 'development' | 'test';

  @IsInt()
  @Min(0)
  @Max(65535)
  PORT: number;

  HOST: string;

  @Matches(/^(sqlite:.+|postgres(ql)?:\/\/.+)/)
  DATABASE_URL: string;

  @IsOptional()
  @Matches(/^postgres(ql)?:\/\/.+/)
  DATABASE_READER_URL?: string;

  @IsOptional()
  @Matches(/^smtps?:\/\/.+/)
  SMTP_URL?: string;

  /** A PEM file with the authority that vouches for the mail server, where it is not one of the well-known. */
  SMTP_CA_FILE?: string;

  /** Connections to the mail server at once, at most. */
  @IsInt()
  @Min(1)
  @Max(50)
  SMTP_CONNECTIONS: number;

  /** Mails a second, at most. */
  @IsInt()
  @Min(1)
  @Max(1000)
  SMTP_RATE: number;

  /** After so many seconds a silent mail server is not there. */
  @IsInt()
  @Min(1)
  @Max(300)
  SMTP_TIMEOUT: number;

  @Matches(/^[^<>]*<[^<>@\s]+@[^<>@\s]+>$|^[^<>@\s]+@[^<>@\s]+$/)
  MAIL_FROM: string;

  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  PUBLIC_URL: string;

  @MinLength(32)
  SESSION_SECRET: string;

  @IsTimeZone()
  TIME_ZONE: string;

  @IsIn(languages)
  DEFAULT_LANGUAGE: Language;

  @IsOptional()
  @Matches(/^https?:\/\/.*\{z\}.*\{x\}.*\{y\}|^https?:\/\/.*\{z\}.*\{y\}.*\{x\}/)
  MAP_TILES?: string;

  /** Which proxies are believed about whom they speak for; the client's own header never is. */
  @IsDefined()
  TRUST_PROXY: TrustedProxies;

  @IsOptional()
  @IsEmail()
  SUPPORT_EMAIL?: string;

  /** The poison centre that counters ask; without one they ask 120. */
  @IsOptional()
  @Matches(/^[+\d][\d -]{2,19}$/)
  POISON_CENTRE?: string;

  /** Whom somebody calls who thinks of harming themselves. */
  @Matches(/^[+\d][\d -]{2,19}$/)
  CRISIS_LINE: string;

  /** How high the network lies, in metres. */
  @IsInt()
  @Min(0)
  @Max(6000)
  ALTITUDE: number;

  /** From which altitude on the limits of SpO₂ lie how many points lower: `1500:2,2500:4`. Kept by the bureau. */
  @Matches(/^(\d{1,4}:(\d|1[0-5])(,\d{1,4}:(\d|1[0-5]))*)?$/)
  SPO2_BY_ALTITUDE: string;

  /** Minutes after which officers are told of somebody who waits for a doctor; of whom is urgent after a third of them. */
  @IsInt()
  @Min(5)
  @Max(480)
  WAIT_ALARM: number;

  /** After so many seconds a request that has not come whole is ended: 10 MB on a poor line take longer than a minute. */
  @IsInt()
  @Min(5)
  @Max(3600)
  REQUEST_TIMEOUT: number;

  /** Connections at once, at most; each listening inbox holds one. */
  @IsInt()
  @Min(1)
  @Max(100_000)
  MAX_CONNECTIONS: number;

  /** Requests being answered at once, at most; those above are told to come again. */
  @IsInt()
  @Min(1)
  @Max(100_000)
  MAX_REQUESTS: number;

  /** Requests a minute from one person, or from one address where nobody is signed in; 0: as many as they like. */
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  RATE_LIMIT: number;

  /** Seconds after which the program has ended, whatever is under way, once it is told to. */
  @IsInt()
  @Min(1)
  @Max(600)
  SHUTDOWN_DEADLINE: number;

  get production(): boolean {
    return this.NODE_ENV === 'production';
  }
}

const sentences: Record<keyof Omit<Settings, 'production'>, string> = {
  NODE_ENV: 'must be production, development or test',
  PORT: 'must be a whole number from 0 to 65535',
  HOST: 'must be an address to listen on',
  DATABASE_URL: 'must be sqlite:FILE or postgres://USER:PASSWORD@HOST/DATABASE',
  DATABASE_READER_URL: 'must be postgres://USER:PASSWORD@HOST/DATABASE',
  SMTP_URL: 'must be smtp://USER:PASSWORD@HOST:PORT or smtps://…',
  SMTP_CA_FILE: 'must be a PEM file',
  SMTP_CONNECTIONS: 'must be a whole number from 1 to 50',
  SMTP_RATE: 'must be a whole number from 1 to 1000',
  SMTP_TIMEOUT: 'must be a whole number of seconds from 1 to 300',
  MAIL_FROM: 'must be an e-mail address, with or without a name',
  PUBLIC_URL: 'must be the http:// or https:// address at which people open the program',
  SESSION_SECRET: 'must have at least 32 characters, and must be set in production',
  TIME_ZONE: 'must be an IANA time zone such as Asia/Shanghai',
  DEFAULT_LANGUAGE: `must be ${languages.join(' or ')}`,
  MAP_TILES: 'must be a tile address with {z}, {x} and {y}',
  TRUST_PROXY: 'must be false, a count of proxies from 1 to 9, or their addresses with commas between',
  SUPPORT_EMAIL: 'must be an e-mail address',
  POISON_CENTRE: 'must be a telephone number',
  CRISIS_LINE: 'must be a telephone number',
  ALTITUDE: 'must be a whole number of metres from 0 to 6000',
  SPO2_BY_ALTITUDE: 'must be altitudes and at most 15 points each, such as 1500:2,2500:4',
  WAIT_ALARM: 'must be a whole number of minutes from 5 to 480',
  REQUEST_TIMEOUT: 'must be a whole number of seconds from 5 to 3600',
  MAX_CONNECTIONS: 'must be a whole number from 1 to 100000',
  MAX_REQUESTS: 'must be a whole number from 1 to 100000',
  RATE_LIMIT: 'must be a whole number from 0 to 1000000',
  SHUTDOWN_DEADLINE: 'must be a whole number of seconds from 1 to 600',
};

const whole = (text: string): number => (/^\d+$/.test(text) ? Number(text) : NaN);

/** A setting is wrong; the message is one sentence that names it. */
export class WrongSetting extends Error {}

/**
 * Reads the settings from an environment.
 * @throws WrongSetting naming the first setting that is wrong
 */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const production = given.NODE_ENV === 'production';
  const port = given.PORT ?? '3000';
  const settings = Object.assign(new Settings(), {
    NODE_ENV: given.NODE_ENV ?? 'development',
    PORT: whole(port),
    HOST: given.HOST ?? '0.0.0.0',
    DATABASE_URL: given.DATABASE_URL ?? 'sqlite:data/bianmin.sqlite',
    DATABASE_READER_URL: given.DATABASE_READER_URL,
    SMTP_URL: given.SMTP_URL,
    SMTP_CA_FILE: given.SMTP_CA_FILE,
    SMTP_CONNECTIONS: whole(given.SMTP_CONNECTIONS ?? '3'),
    SMTP_RATE: whole(given.SMTP_RATE ?? '10'),
    SMTP_TIMEOUT: whole(given.SMTP_TIMEOUT ?? '60'),
    MAIL_FROM: given.MAIL_FROM ?? 'Bianmin <bianmin@localhost>',
    PUBLIC_URL: (given.PUBLIC_URL ?? `http://localhost:${port}`).replace(/\/+$/, ''),
    SESSION_SECRET: given.SESSION_SECRET ?? (production ? '' : randomBytes(32).toString('hex')),
    TIME_ZONE: given.TIME_ZONE ?? 'Asia/Shanghai',
    DEFAULT_LANGUAGE: given.DEFAULT_LANGUAGE ?? 'zh-CN',
    MAP_TILES: given.MAP_TILES,
    TRUST_PROXY: trustedProxiesIn(given.TRUST_PROXY ?? 'false'),
    SUPPORT_EMAIL: given.SUPPORT_EMAIL,
    POISON_CENTRE: given.POISON_CENTRE,
    CRISIS_LINE: given.CRISIS_LINE ?? '12356',
    ALTITUDE: whole(given.ALTITUDE ?? '0'),
    SPO2_BY_ALTITUDE: given.SPO2_BY_ALTITUDE ?? '',
    WAIT_ALARM: whole(given.WAIT_ALARM ?? '60'),
    REQUEST_TIMEOUT: whole(given.REQUEST_TIMEOUT ?? '120'),
    MAX_CONNECTIONS: whole(given.MAX_CONNECTIONS ?? '4000'),
    MAX_REQUESTS: whole(given.MAX_REQUESTS ?? '300'),
    RATE_LIMIT: whole(given.RATE_LIMIT ?? '1200'),
    SHUTDOWN_DEADLINE: whole(given.SHUTDOWN_DEADLINE ?? '20'),
  });
  const [wrong] = validateSync(settings);
  if (wrong) {
    const name = wrong.property as keyof typeof sentences;
    throw new WrongSetting(`The setting ${name} ${sentences[name]}.`);
  }
  return settings;
}
