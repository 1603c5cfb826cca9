import { execFileSync } from 'node:child_process';

const built = Symbol.for('bianmin built');

/** Builds the program once for all projects, before the tests that start its threads. */
export default function setup(): void {
  const shared = globalThis as { [built]?: true };
  if (shared[built]) return;
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] });
  shared[built] = true;
}
