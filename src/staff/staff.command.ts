import { Command, CommandRunner, Option, SubCommand } from 'nest-commander';
import { isEmail } from 'class-validator';
import { Settings } from '../config/settings.js';
import { programActing } from './actor.js';
import { type Role, roles } from './domain/roles.js';
import { Staff } from './staff.service.js';

interface Invitation {
  role: Role;
  email: string;
  name?: string;
  place?: string[];
}

/** `staff invite --role admin --email …`: makes an account and prints its one-time link. */
@SubCommand({ name: 'invite', description: 'make an account and print its one-time link' })
export class InviteCommand extends CommandRunner {
  constructor(
    private readonly staff: Staff,
    private readonly settings: Settings,
  ) {
    super();
  }

  async run(_words: string[], { role, email, name, place }: Invitation): Promise<void> {
    const language = this.settings.DEFAULT_LANGUAGE;
    const { link } = await this.staff.invite(
      { role, email, name: name ?? email, language, places: place ?? [] },
      programActing,
    );
    process.stdout.write(`${link}\n`);
  }

  @Option({ flags: '--role <role>', description: roles.join(', '), required: true })
  role(value: string): Role {
    if (!roles.includes(value as Role)) throw new Error(`The role must be one of ${roles.join(', ')}.`);
    return value as Role;
  }

  @Option({ flags: '--email <email>', description: 'e-mail address', required: true })
  email(value: string): string {
    if (!isEmail(value)) throw new Error(`${value} is not an e-mail address.`);
    return value.toLowerCase();
  }

  @Option({ flags: '--name <name>', description: 'name, as colleagues write it' })
  name(value: string): string {
    return value;
  }

  @Option({ flags: '--place <key...>', description: 'keys of districts, a chain, outlets or a doctor' })
  place(value: string, former: string[] = []): string[] {
    return [...former, value];
  }
}

@Command({ name: 'staff', description: 'accounts', subCommands: [InviteCommand] })
export class StaffCommand extends CommandRunner {
  async run(): Promise<void> {
    this.command.help();
  }
}
