import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => join('src', file));
const declarations = files.filter((file) => file.endsWith('.acts.ts'));
const line = /^ {4}'([a-z-]+\.[a-z-]+)': .*\n/gm;

/** What the compiler says of the program when some files read otherwise than they do. */
function faults(changed: ReadonlyMap<string, string>): readonly ts.Diagnostic[] {
  const { config } = ts.readConfigFile('tsconfig.json', (path) => ts.sys.readFile(path)) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: ['src'] }, ts.sys, '.');
  const host = ts.createCompilerHost(options);
  const read = host.readFile.bind(host);
  host.readFile = (path) => changed.get(resolve(path)) ?? read(path);
  const source = host.getSourceFile.bind(host);
  host.getSourceFile = (path, version, ...rest) => {
    const text = changed.get(resolve(path));
    return text === undefined
      ? source(path, version, ...rest)
      : ts.createSourceFile(path, text, version, true);
  };
  const program = ts.createProgram(files, options, host);
  return program
    .getSourceFiles()
    .filter((file) => !file.isDeclarationFile)
    .flatMap((file) => program.getSemanticDiagnostics(file));
}

describe('An act', () => {
  it('that a room no longer declares does not compile where it is recorded or listened for', () => {
    const names = declarations.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(line)].map(([, name]) => name!),
    );
    expect(names.length).toBeGreaterThan(140);
    // Every act is taken away at once: each place that names one is a fault of its own.
    const without = new Map(
      declarations.map((file) => [resolve(file), readFileSync(file, 'utf8').replace(line, '')]),
    );
    const kept = "    'nothing.done': null;\n";
    const first = resolve(declarations[0]!);
    without.set(first, without.get(first)!.replace('  interface Acts {\n', `  interface Acts {\n${kept}`));
    const places = new Set(faults(without).map(({ file, start }) => `${file?.fileName}:${start}`));
    expect(places.size).toBeGreaterThan(100);
    // A name that stands nowhere in the program, whole or as the end of a name put together, is declared for nothing.
    const texts = files
      .filter((file) => !file.endsWith('.acts.ts'))
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    const ends = (name: string) => texts.includes(`'${name}'`) || texts.includes(`'${name.split('.')[1]}'`);
    expect(names.filter((name) => !ends(name) && !name.endsWith('.imported'))).toEqual([]);
  }, 120_000);
});
