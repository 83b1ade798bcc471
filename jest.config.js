/** Tests run as ES modules; swc takes the types off. */
const project = (displayName, testMatch, instead = {}) => ({
  displayName,
  testMatch,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } }] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1', ...instead },
});
const NO_REF_PARSER = { '^@apidevtools/json-schema-ref-parser$': '<rootDir>/__tests__/contract/server/no-ref-parser.cjs' };

export default {
  projects: [
    project('unit', ['<rootDir>/__tests__/unit/**/*.test.ts']),
    project('contract', ['<rootDir>/__tests__/contract/**/*.test.ts'], NO_REF_PARSER),
    project('fuzz', ['<rootDir>/__tests__/fuzz/**/*.test.ts']),
    project('live', ['<rootDir>/__tests__/live/**/*.test.ts']),
    project('browser', ['<rootDir>/__tests__/browser/**/*.test.ts']),
    project('guest', ['<rootDir>/__tests__/guest/**/*.test.ts']),
    project('real', ['<rootDir>/__tests__/real/**/*.test.ts']),
  ],
  maxWorkers: 2,
};
