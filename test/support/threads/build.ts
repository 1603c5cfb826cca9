import { execFileSync } from 'node:child_process';

/** Builds the program once, before the tests that start its threads. */
export default function setup(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] });
}
