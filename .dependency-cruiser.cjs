/** The floors of the house, made executable: a lower floor knows nothing of a higher one. */
const { ground, libraries, registers, acts, readers, top } = require('./.floors.json');
const rooms = (...floors) => `^src/(${floors.flat().join('|')})/`;

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'domain-stays-pure',
      comment: 'Rules take values and return values: no Nest, no TypeORM, no clock.',
      severity: 'error',
      from: { path: '/domain/' },
      to: { pathNot: '/domain/|^src/values/|^node_modules/(stdnum|luxon|@types/luxon)/' },
    },
    {
      name: 'ground-knows-no-feature',
      severity: 'error',
      from: { path: rooms(ground) },
      to: { path: rooms(registers, acts, readers, top) },
    },
    {
      name: 'registers-know-no-acts',
      severity: 'error',
      from: { path: rooms(registers) },
      to: { path: rooms(acts, readers, top) },
    },
    {
      name: 'acts-know-no-readers',
      severity: 'error',
      from: { path: rooms(acts) },
      to: { path: rooms(readers, top) },
    },
    {
      name: 'readers-know-no-top',
      severity: 'error',
      from: { path: rooms(readers) },
      to: { path: rooms(top) },
    },
    {
      name: 'faces-are-private',
      comment: 'No feature imports the controller, form or page of another.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '[.](controller|form|page)[.]ts$', pathNot: ['^src/$1/', '^src/web/'] },
    },
    {
      name: 'nobody-imports-the-roof',
      severity: 'error',
      from: { path: '^src/[^/]+/' },
      to: { path: '^src/[^/]+[.]ts$' },
    },
    {
      name: 'the-check-stands-alone',
      comment: 'What recomputes a roster shares no code with what made it, or it would share its mistakes.',
      severity: 'error',
      from: { path: '^src/rostering/check/' },
      to: { pathNot: '^src/rostering/(check/|problem/problem[.]ts)' },
    },
    {
      name: 'libraries-stay-pure',
      comment: 'No Nest, no TypeORM, no room: they take values and return values, and threads run them.',
      severity: 'error',
      from: { path: rooms(libraries) },
      to: {
        pathNot: `${rooms(libraries)}|^src/config/domain/|^node_modules/(highs|ajv|ajv-formats|luxon|@types/luxon|pinyin-pro)/|^(node:)?(worker_threads|url|os)`,
      },
    },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, pathNot: '[.]d[.]ts$' }, to: {} },
    {
      name: 'no-development-dependency',
      severity: 'error',
      from: { path: '^src' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
