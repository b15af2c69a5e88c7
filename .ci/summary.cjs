// Names what failed in the JSON reports of vitest that it is given, last of all, where the end of a log still shows it; then counts.
const { existsSync, readFileSync } = require('node:fs');
const { relative } = require('node:path');

const FIRST_LINES = 4;
const LINE_CHARACTERS = 400;

const excerpt = (message) =>
  message
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, FIRST_LINES)
    .map((line) => `    ${line.slice(0, LINE_CHARACTERS)}`)
    .join('\n');

let passed = 0;
let failed = 0;
for (const report of process.argv.slice(2)) {
  if (!existsSync(report)) {
    failed += 1;
    console.log(`FAILED ${report}: this suite wrote no report`);
    continue;
  }
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  for (const { name, status, message, assertionResults } of testResults) {
    const file = relative(process.cwd(), name);
    passed += assertionResults.filter((test) => test.status === 'passed').length;
    const failures = assertionResults.filter((test) => test.status === 'failed');
    failed += failures.length;
    for (const test of failures)
      console.log(`FAILED ${file} > ${test.fullName}\n${excerpt(test.failureMessages.join('\n'))}`);
    if (status === 'failed' && failures.length === 0) {
      failed += 1;
      console.log(`FAILED ${file}\n${excerpt(message)}`);
    }
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
